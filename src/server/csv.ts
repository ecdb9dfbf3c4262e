// Cells of files that spreadsheets open.

/** What a spreadsheet would take for a formula is kept from being one. */
export function noFormula(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/** A cell of CSV, {@link noFormula}. */
export function csvCell(text: string): string {
  const safe = noFormula(text);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
