// A source that a flag names: a name that nobody has is told at once, before something empty is shown for it.
import { SourceList } from "#contract";
import type { Client } from "./client.ts";
import { CommandError } from "./command.ts";

/**
 * Makes sure that there is such a source: one that sends, or one of imports.
 * @throws {CommandError} with the names that there are
 */
export async function demandSource(client: Client, slug: string | undefined): Promise<void> {
  if (slug === undefined) return;
  const { rows, imported } = await client.json("/api/v1/sources", SourceList);
  const known = [...new Set([...rows, ...imported].map((source) => source.slug))];
  if (known.includes(slug)) return;
  const some = known.length > 0 ? `There are ${known.slice(0, 20).join(", ")}` : "There is none yet";
  throw new CommandError(`There is no source ${slug}. ${some}${known.length > 20 ? ", …" : ""}.`);
}
