// Words of addresses in English, Russian and Polish: how each is written short, and what it stands for.

/** What a word of an address says: words of one kind are one whatever the language. */
export type AddressWord =
  | "street"
  | "avenue"
  | "square"
  | "lane"
  | "boulevard"
  | "estate"
  | "road"
  | "house"
  | "building"
  | "entrance"
  | "floor"
  | "unit"
  | "city"
  | "region"
  | "district"
  | "village"
  | "country"
  | "box";

const lists: Readonly<Record<AddressWord, string>> = {
  street: "st str street ul ulica ulicy ул улица вул вулиця",
  avenue: "ave av avenue al aleja aleje alei пр просп проспект пр-т пр-кт",
  square: "sq square pl plac placu пл площадь",
  lane: "ln lane alley zaułek пер переулок пр-д проезд",
  boulevard: "blvd boulevard bulwar бул бульв бульвар б-р",
  estate: "os osiedle мкр мкрн микрорайон",
  road: "rd road dr drive hwy highway way close court ct szosa ш шоссе наб набережная тракт",
  house: "no house д дом nr numer bud budynek",
  building: "bldg building корп корпус к стр строение лит литера blok",
  entrance: "подъезд под klatka kl",
  floor: "fl floor эт этаж piętro p",
  unit: "apt apartment flat unit suite ste room m mieszk mieszkanie lok lokal кв квартира оф офис пом помещение",
  city: "city town г гор город m.st miasto",
  region: "region state obl обл область край респ республика woj województwo",
  district: "district р-н район рн powiat gm gmina",
  village: "village wieś с село дер деревня п пос поселок посёлок пгт ст-ца",
  country: "country",
  box: "pobox skr skrytka а/я",
};

/** Every word with its kind; the first kind that lists a word has it. */
export const addressWords: ReadonlyMap<string, AddressWord> = new Map(
  (Object.keys(lists) satisfies string[])
    .flatMap((kind) => (isKind(kind) ? lists[kind].split(" ").map((word) => [word, kind] as const) : []))
    .reverse(),
);

function isKind(kind: string): kind is AddressWord {
  return Object.hasOwn(lists, kind);
}

/** Postcodes as each country writes them; the pattern of the address's own country is tried first. */
export const postcodes: Readonly<Record<string, RegExp>> = {
  PL: /\b\d{2}-\d{3}\b/,
  RU: /(?<![\d+-])\d{6}(?![\d-])/,
  UA: /(?<![\d+-])\d{5}(?![\d-])/,
  US: /(?<![\d+-])\d{5}(?:-\d{4})?(?![\d-])/,
  GB: /\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b/i,
  CZ: /\b\d{3}\s\d{2}\b/,
  NL: /\b\d{4}\s?[A-Z]{2}\b/,
  CA: /\b[A-Z]\d[A-Z]\s?\d[A-Z]\d\b/i,
};
