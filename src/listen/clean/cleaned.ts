// What cleaning a value gives, whatever the value: the raw one is kept by whoever asked.

/** What is worth knowing of a raw value besides whether it is valid. docs/cleaning.md says what each means. */
export type Flag =
  | "ambiguous"
  | "company"
  | "disposable"
  | "extension"
  | "future"
  | "guessed"
  | "honorific"
  | "impossible"
  | "incomplete"
  | "mixed_script"
  | "patronymic"
  | "placeholder"
  | "role"
  | "several"
  | "two_digit_year"
  | "typo"
  | "unknown"
  | "wrong_length"
  | "wrong_number";

/**
 * A cleaned value. `clean` is what may be shown, dialed or written to, "" when nothing sensible can be made of the raw
 * value; `key` is equal for two values that mean the same, "" when there is nothing to match by; `valid` says that the
 * value can be what it claims to be; `parts` are its pieces, "" where there is none.
 */
export interface Cleaned<Part extends string = string> {
  readonly clean: string;
  readonly key: string;
  readonly valid: boolean;
  readonly flags: readonly Flag[];
  readonly parts: Readonly<Record<Part, string>>;
}

/** What a cleaner must know of the workspace. */
export interface CleanOptions {
  /** ISO 3166 alpha-2 country of values that name none, "" for no such country. */
  readonly country: string;
  /** Today in the workspace's time zone, YYYY-MM-DD: no birthday lies after it. */
  readonly today: string;
  /** Disposable mail domains besides the well known. */
  readonly disposable: ReadonlySet<string>;
}

/** Options that know nothing of any workspace. */
export const noOptions: CleanOptions = { country: "", today: "9999-12-31", disposable: new Set() };

/** Trimmed, composed (NFC), with invisible characters gone and every run of white space one plain space. */
export function tidy(raw: string): string {
  return raw
    .normalize("NFC")
    .replace(/[\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF\u00AD]/g, "")
    .replace(/[\s\u00A0\u2000-\u200A\u202F\u205F\u3000]+/g, " ")
    .trim();
}
