// What columns are called in English, Russian and Polish, by what they become. Letters and digits only, lower case.
import type { Target } from "#contract";

/** A target without what the values say (the order of dates). */
export type NamedTarget = Exclude<Target, { to: "occurred_at" }> | { readonly to: "occurred_at" };

export interface Synonyms {
  readonly targets: readonly NamedTarget[];
  readonly names: readonly string[];
}

const words = (text: string): string[] => text.split(/\s+/);

/** In order of preference: an earlier entry takes the column that two could have. */
export const synonyms: readonly Synonyms[] = [
  {
    targets: [{ to: "order_id" }],
    names: words(
      "invoiceno invoice invoicenumber invoiceid orderid order orderno ordernumber ordernum transactionid transaction transactionno receipt receiptid receiptno checkid basketid billno saleid заказ номерзаказа заказid idзаказа кодзаказа чек номерчека idчека накладная документ номердокумента zamowienie numerzamowienia nrzamowienia idzamowienia faktura nrfaktury numerfaktury paragon nrparagonu numerparagonu",
    ),
  },
  {
    targets: [{ to: "occurred_at" }],
    names: words(
      "invoicedate orderdate date datetime timestamp time purchasedate transactiondate createdat orderedat occurredat saledate paidat eventtime дата датазаказа датапокупки датачека датапродажи датавремя время data datazamowienia datazakupu datasprzedazy datafaktury czas",
    ),
  },
  {
    targets: [{ to: "identifier", kind: "user_id" }],
    names: words(
      "customerid customer customerno customernumber customercode clientid client userid user buyerid buyer memberid accountid клиент клиентid idклиента кодклиента номерклиента покупатель idпокупателя пользователь klient klientid idklienta nrklienta numerklienta kodklienta kupujacy",
    ),
  },
  {
    targets: [{ to: "identifier", kind: "email" }],
    names: words("email emailaddress mail customeremail почта электроннаяпочта емейл имейл adresemail poczta"),
  },
  {
    targets: [{ to: "identifier", kind: "phone" }],
    names: words(
      "phone phonenumber mobile mobilephone tel telephone телефон номертелефона мобильный telefon nrtelefonu numertelefonu komorka",
    ),
  },
  {
    targets: [{ to: "identifier", kind: "loyalty_card" }],
    names: words("card cardnumber cardno loyaltycard loyaltyid карта номеркарты картаклиента karta nrkarty numerkarty"),
  },
  ...[
    { kind: "crm_id", names: "crmid contactid externalid идcrm idcrm" },
    { kind: "anonymous_id", names: "anonymousid visitorid cookieid anonymoususerid" },
    { kind: "device_id", names: "deviceid idустройства idurzadzenia" },
    { kind: "messenger_id", names: "messengerid telegramid whatsappid viberid chatid" },
  ].map(({ kind, names }) => ({ targets: [{ to: "identifier" as const, kind }], names: words(names) })),
  {
    targets: [{ to: "product_id" }],
    names: words(
      "stockcode sku productid productcode productno itemid itemcode itemno articleid article articleno ean barcode upc артикул кодтовара товарid idтовара штрихкод кодноменклатуры kodproduktu idproduktu produktid indeks kodtowaru symbol kodkreskowy",
    ),
  },
  {
    targets: [{ to: "product_name" }],
    names: words(
      "description productname product item itemname itemdescription productdescription title наименование товар названиетовара название номенклатура описание nazwa nazwaproduktu nazwatowaru produkt towar opis",
    ),
  },
  {
    targets: [{ to: "quantity" }],
    names: words(
      "quantity qty units quantityordered orderqty pieces pcs количество колво кво штук шт ilosc szt sztuk liczba",
    ),
  },
  {
    targets: [{ to: "price" }],
    names: words(
      "unitprice price priceperunit itemprice productprice priceeach sellingprice цена ценазаединицу ценаединицы cena cenajednostkowa cenazasztuke",
    ),
  },
  {
    targets: [{ to: "amount" }],
    names: words(
      "amount total totalamount totalprice linetotal lineamount revenue sales salesamount sum ordertotal value сумма итого стоимость выручка суммазаказа kwota wartosc suma razem przychod kwotazamowienia",
    ),
  },
  {
    targets: [{ to: "event_name" }],
    names: words("event eventname eventtype action событие типсобытия действие zdarzenie nazwazdarzenia"),
  },
  { targets: [{ to: "message_id" }], names: words("messageid eventid uuid idсобытия idzdarzenia") },
  {
    targets: [{ to: "group_id" }],
    names: words(
      "groupid companyid organizationid organisationid orgid teamid idгруппы idкомпании idorganizacji idfirmy idgrupy",
    ),
  },
  { targets: [{ to: "channel" }], names: words("channel saleschannel канал каналпродаж kanal kanalsprzedazy") },
  ...[
    { name: "country", names: "country countryname countrycode страна kraj panstwo" },
    { name: "city", names: "city town город miasto" },
    { name: "region", names: "region state province регион область wojewodztwo" },
    { name: "gender", names: "gender sex пол plec" },
    { name: "segment", names: "segment customersegment сегмент segmentklienta" },
  ].map(({ name, names }) => ({
    targets: [
      { to: "property" as const, name },
      { to: "trait" as const, name },
    ],
    names: words(names),
  })),
  ...[
    { name: "first_name", names: "firstname givenname имя imie" },
    { name: "last_name", names: "lastname surname familyname фамилия nazwisko" },
    { name: "name", names: "name fullname customername фио имяклиента imieinazwisko nazwaklienta" },
    { name: "birthday", names: "birthday birthdate dateofbirth dob деньрождения датарождения dataurodzenia" },
  ].map(({ name, names }) => ({ targets: [{ to: "trait" as const, name }], names: words(names) })),
  ...[
    { name: "category", names: "category productcategory категория kategoria" },
    { name: "brand", names: "brand бренд marka" },
    { name: "store", names: "store shop storeid branch магазин точка sklep oddzial" },
    { name: "payment", names: "payment paymentmethod paymenttype оплата способоплаты platnosc metodaplatnosci" },
    { name: "coupon", names: "coupon promocode купон промокод kupon kodrabatowy" },
  ].map(({ name, names }) => ({ targets: [{ to: "property" as const, name }], names: words(names) })),
];
