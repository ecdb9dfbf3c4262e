// Events told by an image's address, for mails and pages without scripts: Segment's `data` (base64 of the event's JSON)
// or RudderStack's names in the query (`properties.plan=pro`).
import type { Engines } from "#storage";
import { jsonOf } from "./body.ts";
import { type Collected, collect } from "./collect.ts";
import type { TrackedType } from "./event.ts";
import { keyOfBody, keyOfHead, sourceFor } from "./key.ts";
import type { Told } from "./request.ts";

/** The smallest transparent GIF. */
export const gif = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64");

type Names = Map<string, string | Names>;

function put(names: Names, path: readonly string[], value: string): void {
  const [name = "", ...below] = path;
  if (below.length === 0) return void names.set(name, value);
  const there = names.get(name);
  const next: Names = there instanceof Map ? there : new Map();
  names.set(name, next);
  put(next, below, value);
}

function objectOf(names: Names): Record<string, unknown> {
  return Object.fromEntries([...names].map(([name, value]) => [name, value instanceof Map ? objectOf(value) : value]));
}

/** The event that a query tells. */
export function eventOfQuery(query: Readonly<Record<string, unknown>>): unknown {
  if (typeof query.data === "string") return jsonOf(Buffer.from(query.data, "base64").toString())?.value ?? query;
  const names: Names = new Map();
  for (const [name, value] of Object.entries(query)) {
    if (typeof value === "string" && name !== "writeKey") put(names, name.split(".").slice(0, 8), value);
  }
  return objectOf(names);
}

/** Takes the event of an image's address. */
export async function takePixel(engines: Engines, told: Omit<Told, "bytes">, type: TrackedType): Promise<Collected> {
  const event = eventOfQuery(told.query);
  const source = await sourceFor(engines, keyOfHead(told.headers, told.query) || keyOfBody(event));
  return await collect(engines, source, [event], {
    now: told.now,
    path_type: type,
    ...(told.ip === undefined ? {} : { caller: told.ip }),
  });
}
