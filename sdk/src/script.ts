// The SDK as a script: takes over from the snippet that stands in the page, or starts by its own tag's data attributes.
import { createKompas } from "./client.ts";
import type { CallOptions, Kompas, Options } from "./types.ts";

/** A call that was made before we were here: its name, what it was given, and when. */
type Call = readonly [name: string, args: readonly unknown[], at_ms: number];

declare global {
  interface Window {
    kompas?: Kompas | Record<string, unknown>;
  }
}

function isOptions(value: unknown): value is Options {
  return typeof value === "object" && value !== null && "writeKey" in value && "host" in value;
}

function isCall(value: unknown): value is Call {
  return Array.isArray(value) && typeof value[0] === "string" && Array.isArray(value[1]);
}

/** `<script async src="https://…/sdk/kompas.js" data-write-key="…" data-track-pages>`: numbers and switches as such. */
function optionsOf({ dataset, src }: HTMLScriptElement): unknown {
  const read = (text: string) => (text === "" || text === "true" ? true : text === "false" ? false : text);
  const told = Object.entries(dataset).map(([name, text = ""]) => [
    name,
    /^\d+$/.test(text) ? Number(text) : read(text),
  ]);
  return { host: new URL(src).origin, ...Object.fromEntries(told), writeKey: dataset.writeKey };
}

/** Makes a call as if it came when it was made. */
function replay(kompas: Kompas, [name, args, at_ms]: Call): void {
  const [first, second, third] = args;
  const call: CallOptions = { timestamp: at_ms, ...(typeof third === "object" ? third : {}) };
  const method: unknown = Object.getOwnPropertyDescriptor(kompas, name)?.value;
  if (typeof method === "function") method(first, second, call);
}

function start(): void {
  const waiting: unknown = window.kompas;
  const tag = document.currentScript;
  const left: readonly unknown[] = Array.isArray(waiting) ? waiting : [];
  const told: unknown = Array.isArray(waiting) ? Object.getOwnPropertyDescriptor(waiting, "options")?.value : undefined;
  const options = told ?? (tag instanceof HTMLScriptElement && tag.dataset.writeKey ? optionsOf(tag) : undefined);
  // Loaded twice: the first one stays.
  if (!isOptions(options)) return;
  const kompas = createKompas(options);
  window.kompas = kompas;
  for (const call of left) if (isCall(call)) replay(kompas, call);
}

try {
  start();
} catch {}
