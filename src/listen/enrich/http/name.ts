// The id of a new HTTP hook, out of its name: it stands in the source of its traits and never changes.
import type { Engines } from "#storage";
import { slugOf } from "../../source/slug.ts";
import { listHooks } from "../hook.record.ts";

/** An id that no hook has. */
export async function freeId(engines: Engines, name: string): Promise<string> {
  const known = new Set((await listHooks(engines)).map(({ id }) => id));
  const plain = slugOf(name).replaceAll("-", "_").slice(0, 34);
  const id = /^[a-z]/.test(plain) ? plain : `http_${plain}`.replace(/_$/, "");
  let free = id;
  for (let at = 2; known.has(free); at += 1) free = `${id}_${at}`;
  return free;
}
