// What Kompas itself understands by a name, for the plan's page.

/** The meaning of a reserved event; null for a name of one's own. */
export function meaningOf(_type: string, _name: string): string | null {
  return null;
}
