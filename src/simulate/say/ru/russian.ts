// Russian: what fills the slots in their cases and genders, and its grammar put together.
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
  ["лампа", "лампу", "лампы", "лампой", 1],
  ["торшер", "торшер", "торшера", "торшером", 0],
  ["кресло", "кресло", "кресла", "креслом", 2],
  ["зеркало", "зеркало", "зеркала", "зеркалом", 2],
  ["полка", "полку", "полки", "полкой", 1],
  ["ковёр", "ковёр", "ковра", "ковром", 0],
  ["плед", "плед", "пледа", "пледом", 0],
  ["сковорода", "сковороду", "сковороды", "сковородой", 1],
  ["чайник", "чайник", "чайника", "чайником", 0],
  ["подушка", "подушку", "подушки", "подушкой", 1],
  ["комод", "комод", "комода", "комодом", 0],
  ["ваза", "вазу", "вазы", "вазой", 1],
  ["кофеварка", "кофеварку", "кофеварки", "кофеваркой", 1],
  ["столик", "столик", "столика", "столиком", 0],
  ["одеяло", "одеяло", "одеяла", "одеялом", 2],
  ["скатерть", "скатерть", "скатерти", "скатертью", 1],
  ["кастрюля", "кастрюлю", "кастрюли", "кастрюлей", 1],
  ["шторы", "шторы", "штор", "шторами", 3],
  ["стулья", "стулья", "стульев", "стульями", 3],
  ["полотенца", "полотенца", "полотенец", "полотенцами", 3],
  ["бокалы", "бокалы", "бокалов", "бокалами", 3],
];

const inCities: Several<string> = [
  "в Варшаве",
  "в Кракове",
  "во Вроцлаве",
  "в Познани",
  "в Гданьске",
  "в Лодзи",
  "в Катовице",
  "в Люблине",
  "в Щецине",
  "в Торуни",
];

/** Nominative, dative, instrumental; 0 a man, 1 a woman. */
const staffNames: Several<readonly [string, string, string, number]> = [
  ["Марек", "Мареку", "Мареком", 0],
  ["Томаш", "Томашу", "Томашем", 0],
  ["Пётр", "Петру", "Петром", 0],
  ["Анна", "Анне", "Анной", 1],
  ["Катажина", "Катажине", "Катажиной", 1],
  ["Ольга", "Ольге", "Ольгой", 1],
];

/** Accusative and genitive. */
const weekdays: Several<readonly [string, string]> = [
  ["в понедельник", "понедельника"],
  ["во вторник", "вторника"],
  ["в среду", "среды"],
  ["в четверг", "четверга"],
  ["в пятницу", "пятницы"],
  ["в субботу", "субботы"],
];

/** 1 день, 2 дня, 5 дней: the number of the form. */
function plural(count: number): number {
  const [tens, ones] = [count % 100, count % 10];
  if (tens > 10 && tens < 15) return 2;
  if (ones === 1) return 0;
  return ones > 1 && ones < 5 ? 1 : 2;
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
    staff_ins: ({ staff: person }) => at(staffNames, person)[2],
    on_day: ({ weekday }) => at(weekdays, weekday)[0],
    day_gen: ({ weekday }) => at(weekdays, weekday)[1],
    few: ({ few }) => `${few}`,
    days: ({ days }) => `${days}`,
    minutes: ({ minutes }) => `${minutes}`,
    amount: ({ amount }) => `${amount} злотых`,
    fee: ({ fee }) => `${fee} зл`,
    percent: ({ percent }) => `${percent}%`,
    order: ({ order }) => `${order}`,
  },
  form: {
    me: ({ me }) => me,
    it: ({ product }) => at(products, product)[4],
    who: ({ staff: person }) => at(staffNames, person)[3],
    few: ({ few }) => plural(few),
    days: ({ days }) => plural(days),
    minutes: ({ minutes }) => plural(minutes),
  },
};

export const russian: Tongue = {
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
