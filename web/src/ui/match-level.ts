// The level of a comparison in the reader's language. The engine names levels in English, after what they compare.
import type { TFunction } from "i18next";

const patterns = [
  { key: "equal", of: /^equal$/ },
  { key: "missing", of: /^missing$/ },
  { key: "other", of: /^all other$/ },
  { key: "initial", of: /^initial$/ },
  { key: "swapped_days", of: /^day and month swapped$/ },
  { key: "swapped", of: /^swapped with \w+$/ },
  { key: "same_year", of: /^same year$/ },
  { key: "same_mailbox", of: /^same mailbox$/ },
  { key: "same_domain", of: /^same domain$/ },
  { key: "half_words", of: /^half of the words$/ },
  { key: "a_word", of: /^a word$/ },
  { key: "year_apart", of: /^a year apart$/ },
  { key: "typos", of: /^(?<count>\d+) typos?$/ },
  { key: "days_apart", of: /^(?<count>\d+) days apart$/ },
  { key: "share_apart", of: /^(?<text>[\d.]+) % apart$/ },
  { key: "last_digits", of: /^last (?<count>\d+) digits$/ },
  { key: "first_letters", of: /^first (?<count>\d+) letters$/ },
  { key: "alike", of: /^Jaro-Winkler ≥ (?<text>[\d.]+)$/ },
  { key: "mailbox_alike", of: /^mailbox Jaro-Winkler ≥ (?<text>[\d.]+)$/ },
] as const;

/** The level's name; one of a settings file of one's own stays as it was written. */
export function levelName(t: TFunction, label: string): string {
  for (const { key, of } of patterns) {
    const found = of.exec(label);
    if (found === null) continue;
    const { count, text } = found.groups ?? {};
    return t(`level.${key}`, { ns: "ui", text: text ?? count ?? "", count: Number(count ?? 0) });
  }
  return label;
}
