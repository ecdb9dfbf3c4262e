// English: what fills the slots, and its grammar put together.
import { at, type Scene, type Several, type Slots } from "../pattern.ts";
import type { Tongue } from "../tongue.ts";
import { delivery, packaging, returns } from "./arriving.ts";
import { frames } from "./frames.ts";
import { loyalty, payment, price } from "./paying.ts";
import { staff, store, support } from "./people.ts";
import { quality, selection } from "./product.ts";
import { app, website } from "./screen.ts";

const products: Several<string> = [
  "floor lamp",
  "armchair",
  "mirror",
  "bookshelf",
  "rug",
  "blanket",
  "frying pan",
  "kettle",
  "pillow",
  "chest of drawers",
  "vase",
  "coffee maker",
  "coffee table",
  "duvet",
  "tablecloth",
  "bedside lamp",
  "saucepan",
  "desk chair",
  "curtains",
  "towels",
  "dining chairs",
  "wine glasses",
];
const first_plural = products.indexOf("curtains");

const cities: Several<string> = [
  "Warsaw",
  "Krakow",
  "Wroclaw",
  "Poznan",
  "Gdansk",
  "Lodz",
  "Katowice",
  "Lublin",
  "Szczecin",
  "Torun",
];
const staffNames: Several<string> = ["Marek", "Tomasz", "Piotr", "Jan", "Anna", "Kasia", "Olga", "Magda"];
const first_woman = staffNames.indexOf("Anna");
const weekdays: Several<string> = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** A floor lamp, an armchair, curtains. */
function withArticle(product: string): string {
  if (products.indexOf(product) >= first_plural) return product;
  return /^[aeiou]/.test(product) ? `an ${product}` : `a ${product}`;
}

const slots: Slots = {
  word: {
    product: (scene) => at(products, scene.product),
    the_product: (scene) => `the ${at(products, scene.product)}`,
    a_product: (scene) => withArticle(at(products, scene.product)),
    in_city: (scene) => `in ${at(cities, scene.city)}`,
    staff: (scene) => at(staffNames, scene.staff),
    day: (scene) => at(weekdays, scene.weekday),
    on_day: (scene) => `on ${at(weekdays, scene.weekday)}`,
    few: ({ few }) => `${few}`,
    days: ({ days }) => `${days}`,
    minutes: ({ minutes }) => `${minutes}`,
    amount: ({ amount }) => `${amount} PLN`,
    fee: ({ fee }) => `${fee} PLN`,
    percent: ({ percent }) => `${percent}%`,
    order: ({ order }) => `${order}`,
  },
  form: {
    few: ({ few }) => (few === 1 ? 0 : 1),
    it: (scene: Scene) => (scene.product % products.length >= first_plural ? 1 : 0),
    who: (scene: Scene) => (scene.staff % staffNames.length >= first_woman ? 1 : 0),
  },
};

export const english: Tongue = {
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
