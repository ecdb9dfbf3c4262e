// What a browser keeps of a survey that it answers without a personal link: a number of its own for this survey alone, and
// whether it has answered.

const keyOf = (survey: string) => `kompas.survey.${survey}`;
const answered_mark = " answered";

/** A random UUID; not by `crypto.randomUUID`, which pages without https lack. */
function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = Array.from(bytes, (byte, place) => {
    const marked = place === 6 ? (byte & 0x0f) | 0x40 : place === 8 ? (byte & 0x3f) | 0x80 : byte;
    return marked.toString(16).padStart(2, "0");
  }).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** What a browser that keeps nothing (a private window that forbids it) has for as long as the page is open. */
const kept = new Map<string, string>();

function read(key: string): string | null {
  try {
    return localStorage.getItem(key) ?? kept.get(key) ?? null;
  } catch {
    return kept.get(key) ?? null;
  }
}

function write(key: string, value: string): void {
  kept.set(key, value);
  try {
    localStorage.setItem(key, value);
  } catch {
    // It is kept as long as the page is open.
  }
}

/** This browser's number for a survey, made when it first asks. */
export function browserOf(survey: string): string {
  const known = read(keyOf(survey))?.replace(answered_mark, "");
  if (known !== undefined) return known;
  const made = uuid();
  write(keyOf(survey), made);
  return made;
}

export function hasAnswered(survey: string): boolean {
  return read(keyOf(survey))?.endsWith(answered_mark) ?? false;
}

export function rememberAnswer(survey: string): void {
  write(keyOf(survey), `${browserOf(survey)}${answered_mark}`);
}
