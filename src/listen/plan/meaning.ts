// What Kompas itself understands by a name, for the plan's page.
import { definitionOf } from "../collect/understand/events.ts";

/** The reserved event that a name is understood as; null for a name of one's own. */
export function meaningOf(type: string, name: string): string | null {
  return type === "track" ? (definitionOf(name)?.name ?? null) : null;
}
