// Dates of birth: what people and programs write as one day, and the days that there never were.
import { latinOf } from "#contract";
import { type Cleaned, type CleanOptions, type Flag, noOptions, tidy } from "./cleaned.ts";

type DatePart = "year" | "month" | "day";

/** Countries where the month comes first between slashes and dashes. */
const monthFirst = new Set(["US", "PH", "BZ", "FM", "PW", "MH"]);

// The first letters of each month in English, Russian and Polish (genitive and nominative), in plain Latin.
const monthNames: readonly (readonly string[])[] = [
  ["jan", "янв", "sty"],
  ["feb", "фев", "lut"],
  ["mar", "мар"],
  ["apr", "апр", "kwi"],
  ["may", "май", "мая", "maj"],
  ["jun", "июн", "cze"],
  ["jul", "июл", "lip"],
  ["aug", "авг", "sie"],
  ["sep", "сен", "wrz"],
  ["oct", "окт", "paź"],
  ["nov", "ноя", "lis"],
  ["dec", "дек", "gru"],
];

const monthByLatin: ReadonlyMap<string, number> = new Map(
  monthNames.flatMap((names, index) => names.map((name) => [latinOf(name).slice(0, 3), index + 1] as const)),
);

interface Read {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly flags: readonly Flag[];
}

/** A way to write a date: its pattern and what its groups mean; undefined when it is not that after all. */
interface Form {
  readonly pattern: RegExp;
  readonly read: (groups: readonly string[], options: CleanOptions) => Read | undefined;
}

const numbers = (groups: readonly string[]) => groups.map(Number);

function fullYear(text: string, today: string): { year: number; flags: readonly Flag[] } {
  const year = Number(text);
  if (text.length > 2) return { year, flags: [] };
  // Nobody is told of before birth: the latest year that is not in the future.
  const now = Number(today.slice(0, 4));
  const known = now === 9999 ? new Date().getUTCFullYear() : now;
  const guess = Math.floor(known / 100) * 100 + year;
  return { year: guess > known ? guess - 100 : guess, flags: ["two_digit_year"] };
}

function dayAndMonth(one: number, two: number, between: string, country: string): readonly [number, number, Flag[]] {
  const american = monthFirst.has(country) && between !== ".";
  const either = one <= 12 && two <= 12 && one !== two && between !== ".";
  const swapped = american ? one <= 12 : two > 12 && one <= 12 && between !== ".";
  return swapped ? [two, one, either ? ["ambiguous"] : []] : [one, two, either ? ["ambiguous"] : []];
}

function named(day: string, name: string, yearText: string, options: CleanOptions): Read | undefined {
  const month = monthByLatin.get(latinOf(name).slice(0, 3));
  if (month === undefined) return undefined;
  const { year, flags } = fullYear(yearText, options.today);
  return { year, month, day: Number(day), flags };
}

const time = "(?:[T ,].*)?";
const epoch_ms = Date.UTC(1899, 11, 30);

function fromInstant(instant_ms: number, flags: readonly Flag[]): Read | undefined {
  const date = new Date(instant_ms);
  if (Number.isNaN(date.getTime())) return undefined;
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), flags };
}

/** In order; the first whose pattern fits and which can read it is taken. */
const forms: readonly Form[] = [
  {
    // 1990-05-12, 1990/5/12, 1990.05.12, with or without a time.
    pattern: new RegExp(`^(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})${time}$`),
    read: (groups) => {
      const [year = 0, month = 0, day = 0] = numbers(groups);
      return { year, month, day, flags: [] };
    },
  },
  {
    // 19900512
    pattern: /^((?:18|19|20)\d{2})(\d{2})(\d{2})$/,
    read: (groups) => {
      const [year = 0, month = 0, day = 0] = numbers(groups);
      return { year, month, day, flags: [] };
    },
  },
  {
    // 12.05.1990, 5/12/90, 12-05-1990
    pattern: new RegExp(`^(\\d{1,2})([-/.])\\s?(\\d{1,2})\\2\\s?(\\d{4}|\\d{2})(?:\\s?[гr]\\.?)?${time}$`),
    read: ([one = "", between = "", two = "", yearText = ""], options) => {
      const { year, flags } = fullYear(yearText, options.today);
      const [day, month, doubts] = dayAndMonth(Number(one), Number(two), between, options.country);
      return { year, month, day, flags: [...flags, ...doubts] };
    },
  },
  {
    // 12 мая 1990 г., 12 maja 1990, 12-May-90, 12th of May 1990
    pattern: new RegExp(
      `^(\\d{1,2})(?:st|nd|rd|th)?[-\\s.]*(?:of )?(\\p{L}{3,})\\.?[-\\s,]*'?(\\d{4}|\\d{2})(?:\\s?(?:г|год|года|r|roku)\\.?)?${time}$`,
      "iu",
    ),
    read: ([day = "", name = "", year = ""], options) => named(day, name, year, options),
  },
  {
    // May 12, 1990
    pattern: new RegExp(`^(\\p{L}{3,})\\.?\\s*(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})${time}$`, "iu"),
    read: ([name = "", day = "", year = ""], options) => named(day, name, year, options),
  },
  {
    // Milliseconds since 1970, as programs write.
    pattern: /^(-?\d{12,13})$/,
    read: ([digits = ""]) => fromInstant(Number(digits), ["guessed"]),
  },
  {
    // Days since 1900, as Excel writes: from 1920 to 2036.
    pattern: /^([1-4]\d{4})(?:\.0)?$/,
    read: ([digits = ""]) => fromInstant(epoch_ms + Number(digits) * 86_400_000, ["guessed"]),
  },
];

function isDay({ year, month, day }: Read): boolean {
  const date = new Date(Date.UTC(2000, month - 1, day));
  date.setUTCFullYear(year, month - 1, day);
  return month >= 1 && month <= 12 && day >= 1 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

// What forms are filled in with when the day is not known.
const placeholders = new Set(["1900-01-01", "1970-01-01", "1899-12-30", "1901-01-01"]);

const oldest = 120;

/**
 * A date of birth as YYYY-MM-DD. A day that never was, that is to come or that is older than anybody is not valid;
 * one that could be read with day and month swapped is valid but `ambiguous`.
 */
export function cleanDate(raw: string, options: Partial<CleanOptions> = {}): Cleaned<DatePart> {
  const known = { ...noOptions, ...options };
  const text = tidy(raw).replace(/^["']|["']$/g, "");
  const nothing = { clean: "", key: "", valid: false, parts: { year: "", month: "", day: "" } };
  const read = readDate(text, known);
  if (!read) return { ...nothing, flags: ["unknown"] };
  if (!isDay(read)) return { ...nothing, flags: [...read.flags, "impossible"] };
  const parts = { year: pad(read.year, 4), month: pad(read.month, 2), day: pad(read.day, 2) };
  const clean = `${parts.year}-${parts.month}-${parts.day}`;
  const flags: Flag[] = [...read.flags];
  const future = clean > known.today;
  const ancient = read.year < Number(known.today.slice(0, 4)) - oldest && known.today !== noOptions.today;
  if (future) flags.push("future");
  if (ancient || read.year < 1850) flags.push("impossible");
  if (placeholders.has(clean)) flags.push("placeholder");
  const valid = !(flags.includes("impossible") || future || placeholders.has(clean));
  return { clean, key: valid ? clean : "", valid, flags, parts };
}

function readDate(text: string, options: CleanOptions): Read | undefined {
  for (const { pattern, read } of forms) {
    const groups = pattern.exec(text)?.slice(1);
    const found = groups && read(groups, options);
    if (found) return found;
  }
  return undefined;
}

function pad(number: number, digits: number): string {
  return String(number).padStart(digits, "0");
}
