// An event's own JSON as text, however it is nested: what is refused for its depth is kept as well.

/** The JSON of a value that JSON.parse or a mapping gave. */
export function bodyOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "null";
  } catch (fault) {
    // JSON.stringify calls itself for each level; its stack ends after some thousands.
    if (fault instanceof RangeError) return deepText(value);
    throw fault;
  }
}

type Part = { readonly text: string } | { readonly value: unknown };

function partsOf(value: object): Part[] {
  const parts: Part[] = [];
  const add = (name: string, each: unknown) => {
    parts.push({ text: `${parts.length === 0 ? "" : ","}${name}` }, { value: each });
  };
  if (Array.isArray(value)) for (const each of value) add("", each);
  else for (const [name, each] of Object.entries(value)) add(`${JSON.stringify(name)}:`, each);
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  return [{ text: open }, ...parts, { text: close }];
}

function deepText(value: unknown): string {
  const written: string[] = [];
  const waiting: Part[] = [{ value }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if ("text" in next) written.push(next.text);
    else if (typeof next.value === "object" && next.value !== null) waiting.push(...partsOf(next.value).reverse());
    else written.push(JSON.stringify(next.value) ?? "null");
  }
  return written.join("");
}
