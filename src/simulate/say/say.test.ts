// What customers say: the same draws say the same, every wish is granted, and little is said twice.
import { describe, expect, it, test } from "vitest";
import { pick, randomOf, type Uniform } from "../random.ts";
import { english } from "./en/english.ts";
import { say } from "./index.ts";
import { sarcasm_share } from "./manner.ts";
import { drawScene, fill } from "./pattern.ts";
import { polish } from "./pl/polish.ts";
import { russian } from "./ru/russian.ts";
import { type Kind, type Language, type Opinion, type Sentiment, topics } from "./said.ts";
import { slip, slips } from "./slip.ts";

const languages: readonly Language[] = ["en", "ru", "pl"];
const kinds: readonly Kind[] = ["survey", "review", "ticket", "chat", "social"];
const sentiments: readonly Sentiment[] = ["positive", "negative", "neutral"];
const tongues = { en: english, ru: russian, pl: polish };

const opinion = (uniform: Uniform): Opinion => ({
  topic: pick(uniform, topics),
  sentiment: pick(uniform, sentiments),
});

function wishes(uniform: Uniform, language: Language) {
  const wished = Array.from({ length: uniform() < 0.7 ? 1 : 2 }, () => opinion(uniform));
  return { language, kind: pick(uniform, kinds), topics: wished };
}

/** A slot that was not filled, a choice that was not made, a mark or a space out of place. */
const broken = /[{}[\]|]|undefined|NaN| {2}|^\s|\s$| [,.!?]/u;

/** Every string in a grammar. */
function stringsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

describe.each(languages)("in %s", (language) => {
  test("the same draws say the same", () => {
    const told = () => {
      const uniform = randomOf(7, 0, 0);
      return Array.from({ length: 50 }, () => say(uniform, wishes(uniform, language)));
    };
    expect(told()).toEqual(told());
  });

  test("every kind says every topic in every sentiment, in its script and with every slot filled", () => {
    const uniform = randomOf(1, 1, 1);
    const letters = language === "ru" ? /\p{Script=Cyrillic}/u : /\p{Script=Latin}/u;
    const foreign = language === "ru" ? /[ąęłńśźż]/iu : /\p{Script=Cyrillic}/u;
    for (const kind of kinds) {
      for (const topic of topics) {
        for (const sentiment of sentiments) {
          const { text } = say(uniform, { language, kind, topics: [{ topic, sentiment }] });
          expect(text).toMatch(letters);
          expect(text).not.toMatch(foreign);
          expect(text).not.toMatch(broken);
          expect(text.length).toBeGreaterThan(4);
        }
      }
      expect(say(uniform, { language, kind, topics: [] })).toMatchObject({ sentiment: "neutral", topics: [] });
    }
  });

  test("every pattern can be filled, in every scene", () => {
    const uniform = randomOf(1, 2, 0);
    const { lines, frames, slots } = tongues[language];
    const { and, but, end, ...whole } = frames;
    const patterns = stringsIn({ lines, whole });
    expect(patterns.length).toBeGreaterThan(400);
    for (let round = 0; round < 20; round += 1) {
      for (const pattern of patterns) {
        expect(fill(uniform, pattern, drawScene(uniform), slots)).not.toMatch(broken);
      }
    }
  });

  test("of 1,000 texts at least 950 differ, and of any hundred in a row about one topic nearly all", () => {
    const uniform = randomOf(1, 3, 0);
    const texts = Array.from({ length: 1_000 }, () => say(uniform, wishes(uniform, language)).text);
    expect(new Set(texts).size).toBeGreaterThanOrEqual(950);
    const late: readonly Opinion[] = [{ topic: "delivery", sentiment: "negative" }];
    const same = Array.from({ length: 100 }, () => say(uniform, { language, kind: "survey", topics: late }).text);
    expect(new Set(same).size).toBeGreaterThanOrEqual(90);
  });

  test("reviews are the longest, chats the shortest", () => {
    const length = (kind: Kind) => {
      const uniform = randomOf(1, 4, 0);
      const texts = Array.from(
        { length: 400 },
        () => say(uniform, { language, kind, topics: [opinion(uniform)] }).text,
      );
      return texts.reduce((sum, text) => sum + text.length, 0) / texts.length;
    };
    expect(length("review")).toBeGreaterThan(1.4 * length("survey"));
    expect(length("ticket")).toBeGreaterThan(1.4 * length("chat"));
  });
});

describe("the truth of a text", () => {
  it("is what was wished: praise with blame is mixed, facts change nothing", () => {
    const uniform = randomOf(1, 5, 0);
    const of = (...all: Sentiment[]) => {
      const wished = all.map((sentiment, index) => ({ topic: topics[index] ?? "delivery", sentiment }));
      const said = say(uniform, { language: "en", kind: "review", topics: wished });
      expect(said.topics).toEqual(wished);
      return said.sentiment;
    };
    expect(of("positive", "neutral")).toBe("positive");
    expect(of("negative", "neutral")).toBe("negative");
    expect(of("positive", "negative")).toBe("mixed");
    expect(of("neutral")).toBe("neutral");
  });

  it("tells of sarcasm, in its share of the blame and never in praise", () => {
    const uniform = randomOf(1, 6, 0);
    const share = (sentiment: Sentiment) => {
      const told = Array.from({ length: 10_000 }, () =>
        say(uniform, { language: "pl", kind: "social", topics: [{ topic: "app", sentiment }] }),
      );
      return told.filter(({ sarcastic }) => sarcastic).length / told.length;
    };
    expect(share("positive")).toBe(0);
    // Four standard errors.
    expect(Math.abs(share("negative") - sarcasm_share)).toBeLessThan(4 * Math.sqrt(sarcasm_share / 10_000));
  });
});

describe("slips of the fingers", () => {
  const words = { en: "kettle arrived broken", ru: "чайник пришёл разбитым", pl: "czajnik przyszedł rozbity" };

  test.each(languages.flatMap((language) => kinds.map((kind) => [language, kind] as const)))(
    "in %s, %s: words are mistyped at the stated rate",
    (language, kind) => {
      const uniform = randomOf(1, 7, 0);
      const original = words[language].split(" ");
      const plain = (text: string) =>
        text
          .toLowerCase()
          .normalize("NFD")
          .replace(/\p{M}|ł/gu, (mark) => (mark === "ł" ? "l" : ""));
      let [wrong, all] = [0, 0];
      for (let round = 0; round < 10_000; round += 1) {
        const written = slip(uniform, words[language], language, kind).split(" ");
        wrong += written.filter((word, index) => plain(word) !== plain(original[index] ?? "")).length;
        all += written.length;
      }
      const { typo } = slips[kind];
      expect(Math.abs(wrong / all - typo)).toBeLessThan(4 * Math.sqrt(typo / all));
    },
  );

  it("leaves numbers, tags and short words alone", () => {
    const uniform = randomOf(1, 8, 0);
    const text = "No 482139 was 249 zł @latarnia #latarnia";
    for (let round = 0; round < 500; round += 1) {
      expect(slip(uniform, text, "en", "chat").toLowerCase()).toBe(text.toLowerCase());
    }
  });
});

test("Polish and Russian words agree with the thing, its number and who speaks", () => {
  const scene = { ...drawScene(randomOf(1, 9, 0)), product: 0, city: 2, staff: 3, me: 1, few: 1, minutes: 22, fee: 21 };
  const told = (tongue: typeof polish, pattern: string) => fill(() => 0, pattern, scene, tongue.slots);
  expect(
    told(
      polish,
      "{me:kupiłem|kupiłam} {product_acc}, {it:przyszedł|przyszła|przyszło|przyszły} w {few} {few:dzień|dni|dni}",
    ),
  ).toBe("kupiłam lampę, przyszła w 1 dzień");
  expect(told(polish, "{staff} {who:pomógł|pomogła} {in_city}, {minutes} {minutes:minutę|minuty|minut}")).toBe(
    "pani Ania pomogła we Wrocławiu, 22 minuty",
  );
  expect(
    told(russian, "{me:купил|купила} {product_acc}, {it:пришёл|пришла|пришло|пришли} за {few} {few:день|дня|дней}"),
  ).toBe("купила лампу, пришла за 1 день");
  expect(told(russian, "спасибо {staff_dat} {in_city}, {minutes} {minutes:минуту|минуты|минут}")).toBe(
    "спасибо Анне во Вроцлаве, 22 минуты",
  );
});
