// Polish: what fills the slots in their cases and genders, and its grammar put together.
import { at, type Several, type Slots } from "../pattern.ts";
import type { Tongue } from "../tongue.ts";
import { delivery, packaging, returns } from "./arriving.ts";
import { frames } from "./frames.ts";
import { loyalty, payment, price } from "./paying.ts";
import { staff, store, support } from "./people.ts";
import { quality, selection } from "./product.ts";
import { app, website } from "./screen.ts";

/** Nominative, accusative, genitive, instrumental; 0 masculine, 1 feminine, 2 neuter, 3 plural. */
const products: Several<readonly [string, string, string, string, number]> = [
  ["lampa", "lampę", "lampy", "lampą", 1],
  ["kinkiet", "kinkiet", "kinkietu", "kinkietem", 0],
  ["fotel", "fotel", "fotela", "fotelem", 0],
  ["lustro", "lustro", "lustra", "lustrem", 2],
  ["półka", "półkę", "półki", "półką", 1],
  ["dywan", "dywan", "dywanu", "dywanem", 0],
  ["koc", "koc", "koca", "kocem", 0],
  ["patelnia", "patelnię", "patelni", "patelnią", 1],
  ["czajnik", "czajnik", "czajnika", "czajnikiem", 0],
  ["poduszka", "poduszkę", "poduszki", "poduszką", 1],
  ["komoda", "komodę", "komody", "komodą", 1],
  ["krzesło", "krzesło", "krzesła", "krzesłem", 2],
  ["wazon", "wazon", "wazonu", "wazonem", 0],
  ["ekspres do kawy", "ekspres do kawy", "ekspresu do kawy", "ekspresem do kawy", 0],
  ["stolik", "stolik", "stolika", "stolikiem", 0],
  ["obrus", "obrus", "obrusa", "obrusem", 0],
  ["kołdra", "kołdrę", "kołdry", "kołdrą", 1],
  ["pościel", "pościel", "pościeli", "pościelą", 1],
  ["zasłony", "zasłony", "zasłon", "zasłonami", 3],
  ["garnki", "garnki", "garnków", "garnkami", 3],
  ["ręczniki", "ręczniki", "ręczników", "ręcznikami", 3],
  ["kieliszki", "kieliszki", "kieliszków", "kieliszkami", 3],
];

const inCities: Several<string> = [
  "w Warszawie",
  "w Krakowie",
  "we Wrocławiu",
  "w Poznaniu",
  "w Gdańsku",
  "w Łodzi",
  "w Katowicach",
  "w Lublinie",
  "w Szczecinie",
  "w Toruniu",
];

/** Nominative, dative; 0 a man, 1 a woman. */
const staffNames: Several<readonly [string, string, number]> = [
  ["pan Marek", "panu Markowi", 0],
  ["pan Tomasz", "panu Tomaszowi", 0],
  ["pan Piotr", "panu Piotrowi", 0],
  ["pani Ania", "pani Ani", 1],
  ["pani Kasia", "pani Kasi", 1],
  ["pani Magda", "pani Magdzie", 1],
];

/** With its preposition in the accusative; genitive. */
const weekdays: Several<readonly [string, string]> = [
  ["w poniedziałek", "poniedziałku"],
  ["we wtorek", "wtorku"],
  ["w środę", "środy"],
  ["w czwartek", "czwartku"],
  ["w piątek", "piątku"],
  ["w sobotę", "soboty"],
];

/** 1 dzień, 2 dni, 5 dni: the number of the form. */
function plural(count: number): number {
  if (count === 1) return 0;
  const [tens, ones] = [count % 100, count % 10];
  return ones > 1 && ones < 5 && (tens < 11 || tens > 14) ? 1 : 2;
}

const slots: Slots = {
  word: {
    product: ({ product }) => at(products, product)[0],
    product_acc: ({ product }) => at(products, product)[1],
    product_gen: ({ product }) => at(products, product)[2],
    product_ins: ({ product }) => at(products, product)[3],
    in_city: ({ city }) => at(inCities, city),
    staff: ({ staff: person }) => at(staffNames, person)[0],
    staff_dat: ({ staff: person }) => at(staffNames, person)[1],
    on_day: ({ weekday }) => at(weekdays, weekday)[0],
    day_gen: ({ weekday }) => at(weekdays, weekday)[1],
    few: ({ few }) => `${few}`,
    days: ({ days }) => `${days}`,
    minutes: ({ minutes }) => `${minutes}`,
    amount: ({ amount }) => `${amount} zł`,
    fee: ({ fee }) => `${fee} zł`,
    percent: ({ percent }) => `${percent}%`,
    order: ({ order }) => `${order}`,
  },
  form: {
    me: ({ me }) => me,
    it: ({ product }) => at(products, product)[4],
    who: ({ staff: person }) => at(staffNames, person)[2],
    few: ({ few }) => plural(few),
    minutes: ({ minutes }) => plural(minutes),
  },
};

export const polish: Tongue = {
  slots,
  lines: {
    delivery,
    payment,
    price,
    quality,
    staff,
    app,
    website,
    returns,
    selection,
    packaging,
    support,
    loyalty,
    store,
  },
  frames,
};
