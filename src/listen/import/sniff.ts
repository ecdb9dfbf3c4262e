// How a text file is written, told from its first bytes: encoding, delimiter, decimal comma. Pure.
import { parse } from "csv-parse/sync";

/** Delimiters that are told apart. */
export const delimiters = [",", ";", "\t", "|"] as const;

// Polish letters that stand at different places in windows-1250 and ISO 8859-2: ą ś ź Ą Ś Ź.
const only1250 = new Set([0xb9, 0x9c, 0x9f, 0xa5, 0x8c, 0x8f]);
const only8859_2 = new Set([0xb1, 0xb6, 0xbc, 0xa1, 0xa6, 0xac]);
// Those that stand at the same place in both: ł ż ć ę ń Ł Ż.
const polish = new Set([0xb3, 0xbf, 0xe6, 0xea, 0xf1, 0xa3, 0xaf]);

function isUtf8(head: Uint8Array): boolean {
  try {
    // A head may end inside a character: `stream` holds such an end back instead of failing.
    new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function utf16(head: Uint8Array): string | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  let even = 0;
  let odd = 0;
  head.forEach((byte, at) => {
    if (byte === 0 && at % 2 === 0) even += 1;
    if (byte === 0 && at % 2 === 1) odd += 1;
  });
  if (odd > head.length / 8) return "utf-16le";
  return even > head.length / 8 ? "utf-16be" : undefined;
}

/** The encoding as TextDecoder names it. Cyrillic shows by runs of high bytes, Polish by where its letters stand. */
export function guessEncoding(head: Uint8Array): string {
  const wide = utf16(head);
  if (wide) return wide;
  if (isUtf8(head)) return "utf-8";
  let high = 0;
  let neighbours = 0;
  const count = { only1250: 0, only8859_2: 0, polish: 0 };
  head.forEach((byte, at) => {
    if (byte < 0x80) return;
    high += 1;
    if ((head[at - 1] ?? 0) >= 0xc0 || (head[at + 1] ?? 0) >= 0xc0) neighbours += 1;
    if (only1250.has(byte)) count.only1250 += 1;
    if (only8859_2.has(byte)) count.only8859_2 += 1;
    if (polish.has(byte)) count.polish += 1;
  });
  if (neighbours > high * 0.6) return "windows-1251";
  if (count.only8859_2 > count.only1250) return "iso-8859-2";
  return count.only1250 + count.polish > high * 0.3 ? "windows-1250" : "windows-1252";
}

/** Lines of cells of a piece of CSV; a last line that the head cuts off is left out when `cut`. */
export function csvRows(text: string, delimiter: string, rows_max: number, cut: boolean): string[][] {
  const whole = cut ? text.slice(0, Math.max(text.lastIndexOf("\n"), 0)) : text;
  const rows = parse(whole, {
    delimiter,
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_records_with_error: true,
    to: rows_max,
  });
  return rows;
}

/** The delimiter under which the first lines have most columns, equally many in each. */
export function guessDelimiter(text: string, cut: boolean): string {
  let best = { delimiter: ",", score: 0 };
  for (const delimiter of delimiters) {
    const rows = csvRows(text, delimiter, 50, cut);
    const columns = rows[0]?.length ?? 0;
    const even = rows.filter((row) => row.length === columns).length / Math.max(rows.length, 1);
    const score = columns > 1 ? columns * even ** 4 : 0;
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

/** Whether numbers have a decimal comma: some look so, and none has a decimal point. */
export function guessDecimalComma(rows: readonly (readonly (string | null)[])[]): boolean {
  let comma = 0;
  let point = 0;
  for (const value of rows.flat()) {
    if (value === null) continue;
    if (/^-?\d{1,3}(?:[ \u00a0.]?\d{3})*,\d{1,4}$/.test(value.trim())) comma += 1;
    if (/^-?\d+\.\d{1,4}$/.test(value.trim())) point += 1;
  }
  return comma > point;
}
