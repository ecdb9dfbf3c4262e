// Letters of other alphabets and spellings as one plain Latin, for matching and finding only, never for showing:
// "Иванов", "Ivanov" and "Iwanow" are one word here. Pure tables, read by `latinOf` and by its SQL form in storage.

/** Letters that become one Latin letter each. Applied to composed (NFC) lower-case text, before accents are cut off. */
export const latinLetters: Readonly<Record<string, string>> = {
  // Cyrillic of Russian, Ukrainian, Belarusian.
  ...{ а: "a", б: "b", в: "v", г: "g", ґ: "g", д: "d", е: "e", ё: "e", є: "e", ж: "z", з: "z", и: "i", і: "i", ї: "i" },
  ...{ й: "i", к: "k", л: "l", м: "m", н: "n", о: "o", п: "p", р: "r", с: "s", т: "t", у: "u", ў: "u", ф: "f", х: "h" },
  ...{ ы: "i", э: "e" },
  // Latin letters that no accent explains, and those whose accent is a sound of its own in transliterations.
  ...{ ł: "l", ø: "o", đ: "d", ð: "d", ı: "i", ħ: "h", ŧ: "t" },
};

/** Letters that become several or none; then, in this order, spellings of one sound in several standards. */
export const latinSpellings: readonly (readonly [from: string, to: string])[] = [
  ...pairs("ч:ch ш:sh щ:sh ц:ts ю:iu я:ia ъ: ь: č:ch š:sh ß:ss æ:ae œ:oe þ:th"),
  ...pairs("': ’: ʼ: ʹ: `: ´:"),
];

/** Spellings of one sound in several standards, each applied to the whole text before the next. */
export const latinSounds: readonly (readonly [from: string, to: string])[] = [
  // щ, ш, ч, ц, х, ж as English, Polish and German write them.
  ...pairs("shch:sh szcz:sh tsch:ch tch:ch sch:sh sz:sh cz:ch tz:ts kh:h zh:z gh:g"),
  // е and ё after ь or at the start of a word: Yekaterina, Solovyov.
  ...pairs("ye:e je:e yo:e"),
  // One letter for one sound: Julia and Yulia, Wiktor and Victor, Thomas and Tomasz, Alexey and Aleksey.
  ...pairs("ph:f th:t q:k x:ks w:v j:i y:i ca:ka co:ko cu:ku ck:k cl:kl cr:kr ct:kt cc:kk"),
];

/** Endings and beginnings of words, as regular expressions that JavaScript and RE2 read alike. */
export const latinWords: readonly (readonly [pattern: string, to: string])[] = [
  ["\\bie", "e"],
  ["off\\b", "ov"],
  ["ander\\b", "andr"],
];

function pairs(text: string): readonly (readonly [string, string])[] {
  return text.split(" ").map((pair) => {
    const [from = "", to = ""] = pair.split(":");
    return [from, to] as const;
  });
}

const words = latinWords.map(([pattern, to]) => [new RegExp(pattern, "g"), to] as const);

/**
 * A text as plain lower-case Latin for matching: letters transliterated, spellings of several standards made one,
 * accents cut off, doubled letters single. Letters of other scripts stay. The same as `latinSql` in the engine.
 */
export function latinOf(text: string): string {
  let latin = "";
  for (const letter of text.toLowerCase().normalize("NFC")) latin += latinLetters[letter] ?? letter;
  for (const [from, to] of latinSpellings) latin = latin.replaceAll(from, to);
  latin = latin.normalize("NFD").replace(/\p{M}/gu, "");
  for (const [from, to] of latinSounds) latin = latin.replaceAll(from, to);
  for (const [pattern, to] of words) latin = latin.replace(pattern, to);
  let single = "";
  let before = "";
  for (const letter of latin) {
    if (letter !== before) single += letter;
    before = letter;
  }
  return single.trim();
}
