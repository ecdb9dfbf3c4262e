// Amounts as exact decimal text: what a shop wrote as 19.99 must not become 19.989999.

/** 10^10 of anything in one event is a slip of the keyboard; the import has the same limit. */
const most = 1_000_000_000;

/** An amount as an integer of 10^-places; undefined when it is none that could be meant. */
export function amountOf(value: unknown, places = 4): number | undefined {
  const number = typeof value === "string" ? numberIn(value.trim()) : value;
  if (typeof number !== "number" || !Number.isFinite(number) || Math.abs(number) > most) return undefined;
  const product = number * 10 ** places;
  const rounded = Math.round(product);
  // Only near a half does the product's own error decide.
  if (Math.abs(Math.abs(product - rounded) - 0.5) > 0.01) return rounded === 0 ? 0 : rounded;
  // Through decimal text, as 1.005 * 1000 is 1004.9999999999999.
  const [digits = "0", exponent = "0"] = number.toExponential().split("e");
  const scaled = Math.round(Number(`${Math.abs(Number(digits))}e${Number(exponent) + places}`));
  return number < 0 && scaled !== 0 ? -scaled : scaled;
}

// "12.50", "1,234.50" with its thousands written properly, "1e3"; no currency signs, no decimal commas: they guess.
function numberIn(text: string): number | undefined {
  if (text.length > 40) return undefined;
  if (/^[-+]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)) return Number(text.replaceAll(",", ""));
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d{1,3})?$/i.test(text) ? Number(text) : undefined;
}

/** An integer of 10^-places as decimal text. */
export function decimalText(scaled: number, places: number): string {
  const digits = String(Math.abs(scaled)).padStart(places + 1, "0");
  return `${scaled < 0 ? "-" : ""}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
