// docs/cleaning.md is the registry of cleaners in writing (`npm run docs` rewrites it): each example is run.
import { expect, it } from "vitest";
import { committed, writeWhenAsked } from "../../../tests/house/committed.ts";
import { type CleanOptions, type Flag, noOptions } from "./cleaned.ts";
import { mailProviders } from "./mail-provider.ts";
import { cleaners } from "./registry.ts";

interface Chapter {
  readonly title: string;
  readonly text: string;
  /** Raw values, with the default country that they are told in. */
  readonly examples: readonly (readonly [raw: string, country?: string])[];
}

const chapters: Readonly<Record<string, Chapter>> = {
  email: {
    title: "E-mail",
    text: "Lower case at every provider. The key is the mailbox: what a provider ignores is gone, and where several domains are one mailbox they are one. Elsewhere tags and dots count.",
    examples: [
      ["  Joe.Doe+News@GoogleMail.com "],
      ["vasya-pupkin@ya.ru"],
      ["joe-shop@yahoo.com"],
      ["joe@gmial.com"],
      ["info@firma.pl"],
    ],
  },
  phone: {
    title: "Phone",
    text: "E.164 by libphonenumber's full tables. A number without a country code is one of the workspace's default country; what is none there is tried with a plus. A number of the right length in a range that is not in use is invalid but keeps its form.",
    examples: [["8 (916) 123-45-67", "RU"], ["601 234 567", "PL"], ["0048 601 234 567", "RU"], ["601 234 567"]],
  },
  name: {
    title: "Name",
    text: "Unicode NFC, cased where all was large or small. Titles are taken off, patronymics recognized; a comma parts the family name from the given ones. The key is the given and family names in plain Latin, sorted: for matching only.",
    examples: [["ИВАНОВ ИВАН ИВАНОВИЧ"], ["Ivanov, Ivan"], ["pan jan nowak"], ["test"]],
  },
  birthday: {
    title: "Birthday",
    text: "YYYY-MM-DD out of numbers, month names in three languages, milliseconds and Excel's days. Between slashes and dashes the default country says whether the month comes first. A day that never was, that is to come or that is over 120 years old is not valid.",
    examples: [["12 мая 1990 г."], ["05/12/1990", "US"], ["05/12/1990", "GB"], ["31.02.1990"]],
  },
  address: {
    title: "Address",
    text: "One line, or a JSON object of its fields. The words for street, house and flat are left out of the key whatever their language; postcode, house and flat are told apart.",
    examples: [["ul. Marszałkowska 10/5, 00-001 Warszawa"], ["101000, г. Москва, ул. Тверская, д. 5, кв. 12"]],
  },
  city: {
    title: "City",
    text: "Without the word for it; the key is plain Latin.",
    examples: [["г. Казань"], ["Kazan"]],
  },
  country: {
    title: "Country",
    text: "ISO 3166 alpha-2 from codes of two and three letters and names in English, Russian and Polish.",
    examples: [["Stany Zjednoczone"], ["РФ"], ["gbr"]],
  },
  currency: {
    title: "Currency",
    text: "ISO 4217 from codes, signs and names. A sign of several currencies is guessed.",
    examples: [["zł"], ["руб."], ["$"]],
  },
};

const flags: Readonly<Record<Flag, string>> = {
  ambiguous: "day and month could be swapped",
  company: "the name bears a legal form",
  disposable: "a provider of throw-away mailboxes, well known or of the workspace's own list",
  extension: "an extension follows the number",
  future: "a birthday after today",
  guessed: "the form is not the usual one, or a sign is that of several currencies",
  honorific: "a title was taken off",
  impossible: "no such day, nobody is that old, or signs that no name has",
  incomplete: "a house number or a domain is missing",
  mixed_script: "letters of two alphabets in one word",
  patronymic: "a patronymic was recognized",
  placeholder: "typed because a form demanded it",
  role: "a desk such as info@, read by several: no sign of one person",
  several: "several values in one; the first counts",
  two_digit_year: "the century was guessed: the latest that is not to come",
  typo: "the domain looks like a popular one with a letter wrong; the suggestion stands in `parts`",
  unknown: "no value that the field knows",
  wrong_length: "no number of that country has this length, or no country is known",
  wrong_number: "the right length, but a range that is not in use",
};

const cell = (text: string) => (text === "" ? "" : `\`${text.trim().replaceAll("|", "\\|")}\``);

function section({ kind, traits, identifiers, clean }: (typeof cleaners)[number]): string {
  const chapter = chapters[kind];
  if (!chapter) throw new Error(`${kind} has no chapter`);
  const rows = chapter.examples.map(([raw, country = ""]) => {
    const options: CleanOptions = { ...noOptions, today: "2026-01-01", country };
    const { clean: shown, key, valid, flags: found } = clean(raw, options);
    return `| ${cell(raw)} | ${country} | ${cell(shown)} | ${cell(key)} | ${valid ? "yes" : "no"} | ${found.join(", ")} |`;
  });
  const told = [...traits.map((name) => `trait \`${name}\``), ...identifiers.map((name) => `identifier \`${name}\``)];
  return `## ${chapter.title}

${chapter.text}

Told as ${told.join(", ")}.

| raw | default country | clean | key | valid | flags |
|---|---|---|---|---|---|
${rows.join("\n")}`;
}

const providers = mailProviders.map(({ domains, one_mailbox, ignores, reads, tag }) => {
  const read = Object.entries(reads ?? {}).map(([from, to]) => `\`${from}\` is \`${to}\``);
  const ignored = [...ignores].map((letter) => `\`${letter}\``).join(" ");
  return `| ${domains.join(", ")} | ${one_mailbox ? "yes" : "no"} | ${[ignored, ...read].join(" ").trim()} | \`${tag}\` |`;
});

const guide = `# Cleaning and data quality

Generated from [the registry of cleaners](../src/listen/clean/registry.ts) by \`npm run docs\`; every example below is run.

What was told is kept as it was told. Beside it stands what cleaning made of it: a **clean** value, which may be shown,
dialed or written to; a **key**, equal for two values that mean the same; whether it is **valid**; and **flags**. A job
looks every minute for values that have not been cleaned yet; each raw value is cleaned once, whoever it was told of.
A new version of a cleaner, another default country or another list of throw-away domains cleans anew what they touch.

The **default country** is a setting of the workspace (Settings › Workspace, or
\`PATCH /api/v1/workspace {"country": "PL"}\`). More throw-away mail domains than the well known may stand in
\`disposable-domains.txt\` in the data folder, one a line.

Names are made Latin for matching and finding only, never for showing: \`latinOf\` makes one word of "Иванов", "Ivanov"
and "Iwanow". The tables stand in [latin.ts](../src/contract/latin.ts); the engine's form of it is tested to be the same.

## The figures

Listen › Data quality, \`GET /api/v1/quality\` and \`kompas quality\` tell the same. All are shares of customers; a
share of nobody is not defined.

| figure | is | of |
|---|---|---|
| completeness | customers of whom the source told the field | customers of the source |
| validity | those with at least one valid value | those whose value has been cleaned |
| duplicates (e-mail, phone) | those who share a key with another customer | those with a key |

Without a source, a customer of two sources counts once. Desks and stand-ins are no duplicates. The trend goes by the
month in which customers were first seen. Figures are measured after cleaning, at most every five minutes while data
streams in, at once with \`POST /api/v1/quality/measure\`; the last of each day is kept for 400 days. Examples
(\`GET /api/v1/quality/examples?field=email&of=typo\`) are masked for roles that may not see personal data.

${cleaners.map(section).join("\n\n")}

## Mail providers

| domains | one mailbox at all of them | ignored | begins a tag |
|---|---|---|---|
${providers.join("\n")}

## Flags

| flag | means |
|---|---|
${Object.entries(flags)
  .map(([flag, means]) => `| ${flag} | ${means} |`)
  .join("\n")}
`;

it("docs/cleaning.md is the registry in writing", () => {
  writeWhenAsked("docs/cleaning.md", guide);
  expect(committed("docs/cleaning.md")).toBe(guide);
});
