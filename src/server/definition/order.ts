// In which order definitions are made: what is named comes before what names it.
import type { DefinitionReference } from "#contract";
import type { Written } from "./file.ts";
import type { Kind } from "./registry.ts";

/** One definition: as it stands, as it will be, and where it was written; undefined for what is not. */
export interface Definition {
  readonly kind: Kind;
  readonly key: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly written: Written | undefined;
}

type Refers = (definition: Definition) => readonly DefinitionReference[];

/** Definitions with what they name before them, or those that name one another in a circle. */
export function inOrder(
  definitions: readonly Definition[],
  refersOf: Refers,
): { order: readonly Definition[]; circle: readonly Definition[] | undefined } {
  const byName = new Map(definitions.map((each) => [`${each.kind.kind} ${each.key}`, each]));
  const order = new Set<Definition>();
  const path: Definition[] = [];
  let circle: readonly Definition[] | undefined;
  const visit = (definition: Definition): void => {
    if (order.has(definition) || circle) return;
    const at = path.indexOf(definition);
    if (at >= 0) {
      circle = [...path.slice(at), definition];
      return;
    }
    path.push(definition);
    // What is removed is ordered by what it named.
    const item = definition.after ?? definition.before;
    for (const { kind, key } of refersOf({ ...definition, after: item })) {
      const named = byName.get(`${kind} ${key}`);
      if (named) visit(named);
    }
    path.pop();
    order.add(definition);
  };
  for (const definition of definitions) visit(definition);
  return { order: [...order], circle };
}
