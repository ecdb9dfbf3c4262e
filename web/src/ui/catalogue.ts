// What a language consists of.

/** One language, by the paths of the files. */
export interface Catalogue {
  readonly common: Readonly<Record<string, object>>;
  readonly titles: Readonly<Record<string, string>>;
  readonly pages: Readonly<Record<string, () => Promise<object>>>;
}
