// The catalogues: each language says everything that the others say, in all plural forms that it has, with the same blanks.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { languages } from "./i18n.ts";

const root = join(import.meta.dirname, "..");
const plural = /_(zero|one|two|few|many|other)$/;

function leaves(value: unknown, path: string): [string, string][] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value !== "object" || value === null) throw new Error(`${path} is neither text nor a group of texts`);
  return Object.entries(value).flatMap(([key, child]) => leaves(child, path === "" ? key : `${path}.${key}`));
}

function catalogue(folder: string, language: string): Map<string, string> {
  return new Map(leaves(JSON.parse(readFileSync(join(folder, `messages.${language}.json`), "utf8")), ""));
}

/** Names and words of metrics are the server's in English; the other languages translate them here. */
function isMetricWord(key: string): boolean {
  return /^(names|descriptions|numerators|denominators)\./.test(key);
}

function blanks(text: string): string[] {
  return [...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => name ?? "").toSorted();
}

/** Keys without their plural endings. */
function subjects(messages: Map<string, string>): string[] {
  return [
    ...new Set([...messages.keys()].filter((key) => !isMetricWord(key)).map((key) => key.replace(plural, ""))),
  ].toSorted();
}

const folders = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith("messages.en.json"))
  .map((path) => join(root, path, ".."));

describe.each(folders.map((folder) => [folder.slice(root.length + 1), folder]))("messages of %s", (_name, folder) => {
  const english = catalogue(folder, "en");

  it.each(languages.map((language) => language.id))("are complete in %s", (language) => {
    const messages = catalogue(folder, language);
    expect(subjects(messages)).toEqual(subjects(english));
    const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    for (const key of messages.keys()) {
      if (!plural.test(key)) continue;
      const stem = key.replace(plural, "");
      for (const category of categories) expect(messages.has(`${stem}_${category}`), `${stem}_${category}`).toBe(true);
    }
  });

  it.each(languages.map((language) => language.id))("leave the same blanks in %s", (language) => {
    for (const [key, text] of catalogue(folder, language)) {
      if (isMetricWord(key)) continue;
      const same = blanks(english.get(key.replace(plural, "_other")) ?? "");
      // "One customer" may do without the number.
      if (plural.test(key)) expect(same, key).toEqual(expect.arrayContaining(blanks(text)));
      else expect(blanks(text), key).toEqual(same);
    }
  });
});

it("translate the words of metrics in every language but the server's own", () => {
  const folder = join(root, "analyze", "metric");
  const words = (language: string) => [...catalogue(folder, language).keys()].filter(isMetricWord).toSorted();
  expect(words("ru").length).toBeGreaterThan(0);
  expect(words("pl")).toEqual(words("ru"));
});
