// Identifiers out of a text: one a line, or separated by commas or semicolons. Pure.

/** Each once, without quotes and blanks around it. */
export function identifiersOf(text: string): string[] {
  const cells = text
    .replace(/^\uFEFF/, "")
    .split(/[\r\n,;\t]+/)
    .map((cell) =>
      cell
        .trim()
        .replace(/^"(.*)"$/, "$1")
        .trim(),
    );
  return [...new Set(cells.filter((cell) => cell !== ""))];
}
