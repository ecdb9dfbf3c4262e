// Sentences as a native reader would write them: cases and plurals in three languages, names untouched.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import i18next from "i18next";
import { describe, expect, it } from "vitest";
import type { Condition, Leaf, Window } from "#contract";
import { formatOf } from "../format.ts";
import { sentenceOf, type Words } from "./sentence.ts";

const languages = ["en", "ru", "pl"] as const;
type Said = Readonly<Record<(typeof languages)[number], string>>;

function messages(language: string): object {
  return JSON.parse(readFileSync(join(import.meta.dirname, `messages.${language}.json`), "utf8"));
}

const catalogues = i18next.createInstance();
await catalogues.init({
  resources: Object.fromEntries(languages.map((language) => [language, { condition: messages(language) }])),
  defaultNS: "condition",
  interpolation: { escapeValue: false },
});

function wordsOf(language: string): Words {
  const format = formatOf(language);
  const t = catalogues.getFixedT(language, "condition");
  return {
    t,
    format,
    metric: (id) => id,
    metricValue: (_id, value) => format.money(value, "EUR"),
    segment: (id) => id,
    purpose: (id) => id,
    channel: (id) => t(`channels.${id}`),
    scheme: (id) => t(`scheme.${id}`),
    classOf: (_scheme, id) => id,
  };
}

const says = (condition: Condition, said: Said) => {
  for (const language of languages) expect(sentenceOf(wordsOf(language), condition)).toBe(said[language]);
};

const bought = (parts: Partial<Extract<Leaf, { kind: "event" }>> = {}): Leaf => ({
  kind: "event",
  event: "Order Completed",
  window: { kind: "ever" },
  measure: { of: "count" },
  test: { op: "at_least", value: 1 },
  ...parts,
});
const last = (amount: number, unit: "minute" | "hour" | "day" | "week"): Window => ({ kind: "last", amount, unit });
const city: Condition = { kind: "trait", trait: "city", test: { op: "is", values: ["Łódź", "Kraków"] } };

describe("a condition as a sentence", () => {
  it("says what the guide says", () => {
    const often = bought({ window: last(30, "day"), test: { op: "at_least", value: 3 } });
    const opened = bought({ event: "Email Opened", window: last(1, "week") });
    says(
      { kind: "all", of: [city, often, { kind: "not", of: opened }] },
      {
        en: "Customers whose city is Łódź or Kraków and who did “Order Completed” at least 3 times in the last 30 days and who did not do “Email Opened” in the last week",
        ru: "Клиенты, у которых «city» — Łódź или Kraków и событие «Order Completed» — не менее 3 раз за последние 30 дней и нет события «Email Opened» за последнюю неделю",
        pl: "Klienci, u których „city” to Łódź lub Kraków i zdarzenie „Order Completed” — co najmniej 3 razy w ciągu ostatnich 30 dni i nie ma zdarzenia „Email Opened” w ciągu ostatniego tygodnia",
      },
    );
  });

  it.each<[number, Said]>([
    [2, { en: "at least 2 times", ru: "не менее 2 раз", pl: "co najmniej 2 razy" }],
    [5, { en: "at least 5 times", ru: "не менее 5 раз", pl: "co najmniej 5 razy" }],
    [21, { en: "at least 21 times", ru: "не менее 21 раза", pl: "co najmniej 21 razy" }],
  ])("counts %d times", (value, said) => {
    const condition = bought({ test: { op: "at_least", value } });
    says(condition, {
      en: `Customers who did “Order Completed” ${said.en}`,
      ru: `Клиенты, у которых событие «Order Completed» — ${said.ru}`,
      pl: `Klienci, u których zdarzenie „Order Completed” — ${said.pl}`,
    });
  });

  it.each<[Window, Said]>([
    [last(1, "day"), { en: "in the last day", ru: "за последний день", pl: "w ciągu ostatniego dnia" }],
    [last(2, "week"), { en: "in the last 2 weeks", ru: "за последние 2 недели", pl: "w ciągu ostatnich 2 tygodni" }],
    [last(21, "hour"), { en: "in the last 21 hours", ru: "за последний 21 час", pl: "w ciągu ostatnich 21 godzin" }],
    [last(5, "minute"), { en: "in the last 5 minutes", ru: "за последние 5 минут", pl: "w ciągu ostatnich 5 minut" }],
    [
      { kind: "before", amount: 22, unit: "hour" },
      { en: "more than 22 hours ago", ru: "более 22 часов назад", pl: "ponad 22 godziny temu" },
    ],
    [
      { kind: "before", amount: 1, unit: "hour" },
      { en: "more than an hour ago", ru: "более часа назад", pl: "ponad godzinę temu" },
    ],
    [
      { kind: "calendar", which: "previous", unit: "quarter" },
      { en: "in the previous quarter", ru: "в прошлом квартале", pl: "w poprzednim kwartale" },
    ],
    [
      { kind: "between", from: "2026-01-01", to: "2026-01-31" },
      {
        en: "from 1 Jan 2026 to 31 Jan 2026",
        ru: "с 1 янв. 2026 г. по 31 янв. 2026 г.",
        pl: "od 1 sty 2026 do 31 sty 2026",
      },
    ],
  ])("says when: %j", (window, said) => {
    says(bought({ window }), {
      en: `Customers who did “Order Completed” ${said.en}`,
      ru: `Клиенты, у которых есть событие «Order Completed» ${said.ru}`,
      pl: `Klienci, u których jest zdarzenie „Order Completed” ${said.pl}`,
    });
  });

  it("puts groups inside groups in brackets, and the opposite in words of its own", () => {
    const vip: Condition = { kind: "segment", segment: "vip" };
    const mail: Condition = { kind: "identifier", identifier: "email" };
    says(
      {
        kind: "any",
        of: [
          { kind: "all", of: [city, { kind: "not", of: vip }] },
          { kind: "not", of: mail },
        ],
      },
      {
        en: "Customers (whose city is Łódź or Kraków and who are not in “vip”) or who have no identifier “email”",
        ru: "Клиенты, у которых («city» — Łódź или Kraków и нет места в сегменте «vip») или нет идентификатора «email»",
        pl: "Klienci, u których („city” to Łódź lub Kraków i nie ma miejsca w segmencie „vip”) lub nie ma identyfikatora „email”",
      },
    );
  });

  it("says nothing is everybody, and the other way round", () => {
    says({ kind: "all", of: [] }, { en: "Everybody", ru: "Все клиенты", pl: "Wszyscy klienci" });
    says({ kind: "any", of: [] }, { en: "Nobody", ru: "Никто", pl: "Nikt" });
    says({ kind: "not", of: { kind: "all", of: [] } }, { en: "Nobody", ru: "Никто", pl: "Nikt" });
    const two: Condition = { kind: "not", of: { kind: "any", of: [city, { kind: "segment", segment: "vip" }] } };
    says(two, {
      en: "Everybody except customers whose city is Łódź or Kraków or who are in “vip”",
      ru: "Все, кроме клиентов, у которых «city» — Łódź или Kraków или есть место в сегменте «vip»",
      pl: "Wszyscy oprócz klientów, u których „city” to Łódź lub Kraków lub jest miejsce w segmencie „vip”",
    });
  });
});

const parts: readonly [Condition, Said][] = [
  [
    bought({ event: "", measure: { of: "days" }, test: { op: "more", value: 4 } }),
    {
      en: "who did anything on more than 4 different days",
      ru: "любые события — разных дней: более 4",
      pl: "dowolne zdarzenia — różnych dni: więcej niż 4",
    },
  ],
  [
    bought({
      where: [{ property: "channel", test: { op: "is", values: ["web"] } }],
      measure: { of: "sum", property: "revenue" },
      test: { op: "between", low: 100, high: 2500.5 },
    }),
    {
      en: "who did “Order Completed” (channel is web) with a total revenue of 100 to 2,500.5",
      ru: "событие «Order Completed» («channel» — web) — сумма «revenue»: от 100 до 2 500,5",
      pl: "zdarzenie „Order Completed” („channel” to web) — suma „revenue”: od 100 do 2500,5",
    },
  ],
  [
    {
      kind: "sequence",
      steps: [{ event: "Product Added" }, { event: "Order Completed" }],
      window: last(3, "day"),
      within: { amount: 2, unit: "hour" },
    },
    {
      en: "who did “Product Added”, then “Order Completed” in the last 3 days, all within 2 hours",
      ru: "последовательно: «Product Added», затем «Order Completed» за последние 3 дня, всё за 2 часа",
      pl: "kolejno: „Product Added”, potem „Order Completed” w ciągu ostatnich 3 dni, wszystko w ciągu 2 godzin",
    },
  ],
  [
    { kind: "trait", trait: "birthday", test: { op: "anniversary", days: 7 } },
    {
      en: "whose birthday has its anniversary within the next 7 days",
      ru: "«birthday» — годовщина в ближайшие 7 дней",
      pl: "„birthday” — rocznica w ciągu najbliższych 7 dni",
    },
  ],
  [
    { kind: "not", of: { kind: "trait", trait: "city", test: { op: "known" } } },
    { en: "whose city is not known", ru: "«city» неизвестно", pl: "„city” — nieznane" },
  ],
  [
    { kind: "metric", metric: "revenue", window: last(2, "week"), test: { op: "at_least", value: 12_345 } },
    {
      en: "whose metric “revenue” is at least €123.45 in the last 2 weeks",
      ru: "показатель «revenue» — не менее 123,45 € за последние 2 недели",
      pl: "wskaźnik „revenue” — co najmniej 123,45 € w ciągu ostatnich 2 tygodni",
    },
  ],
  [
    { kind: "class", scheme: "abc", classes: ["A", "B"] },
    { en: "who are A or B by ABC", ru: "ABC — A или B", pl: "ABC — A lub B" },
  ],
  [
    { kind: "consent", purpose: "news", channel: "email", granted: false },
    {
      en: "who may not be reached for “news” by: e-mail",
      ru: "нет согласия: «news» (эл. почта)",
      pl: "nie ma zgody: „news” (e-mail)",
    },
  ],
];

it.each(parts)("each kind of part has its words: %j", (condition, said) => {
  const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, " ");
  const whole = (language: (typeof languages)[number]) => plain(sentenceOf(wordsOf(language), condition));
  expect(whole("en")).toBe(`Customers ${said.en}`);
  expect(whole("ru")).toBe(`Клиенты, у которых ${said.ru}`);
  expect(whole("pl")).toBe(`Klienci, u których ${said.pl}`);
});
