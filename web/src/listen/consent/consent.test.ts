// What the pages about consent make of purposes and counts.
import { describe, expect, it } from "vitest";
import type { ConsentCoverage, Purpose } from "#contract";
import { growthLines, inLanguage, isComplete, newPurpose, originOf, reached, targetOf, wordOf } from "./consent.ts";

const text = (en: string) => ({ en, ru: "", pl: "po polsku" });
const news: Purpose = {
  ...{ id: "news", names: text("News"), descriptions: text(""), enabled: true },
  ...{ basis: "consent", channels: ["email", "sms"] },
};
const coverage: ConsentCoverage = {
  customers: 10,
  cells: [{ purpose: "news", channel: "email", granted: 3, withdrawn: 2 }],
};
const grown = [
  { month: "2024-02", purpose: "news", granted: 3 },
  { month: "2024-01", purpose: "other", granted: 1 },
];

describe("a cell", () => {
  it("reaches who agreed, or who did not object, or everybody", () => {
    expect(reached(news, "email", coverage)).toEqual({ customers: 3, share: 0.3 });
    expect(reached(news, "sms", coverage)).toEqual({ customers: 0, share: 0 });
    expect(reached(news, "post", coverage)).toBeUndefined();
    expect(reached({ ...news, basis: "legitimate_interest" }, "email", coverage)?.customers).toBe(8);
    expect(reached({ ...news, basis: "contract" }, "email", coverage)).toEqual({ customers: 10, share: null });
    expect(reached(news, "email", { ...coverage, customers: 0 })?.share).toBeNull();
  });

  it("grows by months, with 0 where nobody had agreed yet", () => {
    expect(growthLines(grown, [news, { ...news, id: "off", enabled: false }])).toEqual({
      months: ["2024-01", "2024-02"],
      lines: [{ purpose: news, values: [0, 3] }],
    });
  });
});

it("texts that were left out in a language are English", () => {
  expect([inLanguage(news.names, "ru"), inLanguage(news.names, "pl"), inLanguage(news.names, "de")]).toEqual([
    ...["News", "po polsku", "News"],
  ]);
});

it("a purpose needs an id, a name in English and a channel", () => {
  const draft = { ...newPurpose, id: "news", names: text("News") };
  expect(isComplete(draft)).toBe(true);
  expect(
    [{ id: "News" }, { names: text(" ") }, { channels: [] }].map((wrong) => isComplete({ ...draft, ...wrong })),
  ).toEqual([false, false, false]);
});

it("targets are words and back", () => {
  for (const word of ["news", "news:email"]) expect(wordOf(targetOf(word))).toBe(word);
  expect([originOf("kompas:by-hand"), originOf("shop"), originOf("kompas:other")]).toEqual([
    "by-hand",
    undefined,
    undefined,
  ]);
});
