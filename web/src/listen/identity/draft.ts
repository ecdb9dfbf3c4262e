// The rules while they are edited. Pure.
import type { IdentifierRule, IdentityRules } from "#contract";

/** The rule at `index` with some of it changed. */
export function withRule(rules: IdentityRules, index: number, change: Partial<IdentifierRule>): IdentityRules {
  return { ...rules, kinds: rules.kinds.map((rule, at) => (at === index ? { ...rule, ...change } : rule)) };
}

/** A kind one place up (-1) or down (1) in priority; at the ends nothing changes. */
export function moved(rules: IdentityRules, index: number, by: -1 | 1): IdentityRules {
  const kinds = [...rules.kinds];
  const [one, other] = [kinds[index], kinds[index + by]];
  if (!one || !other) return rules;
  kinds[index] = other;
  kinds[index + by] = one;
  return { ...rules, kinds };
}

/** Without the kind at `index`: it is then one of the others. */
export function withoutKind(rules: IdentityRules, index: number): IdentityRules {
  return { ...rules, kinds: rules.kinds.filter((_, at) => at !== index) };
}

/** A kind as the API takes it, out of what somebody typed; undefined when it cannot be one or is there already. */
export function newKind(rules: IdentityRules, typed: string): string | undefined {
  const kind = typed
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
  const fits = /^[a-z][a-z0-9_]{0,39}$/.test(kind);
  return fits && !rules.kinds.some((rule) => rule.kind === kind) ? kind : undefined;
}

/** With a kind at the weak end. */
export function withKind(rules: IdentityRules, kind: string): IdentityRules {
  return { ...rules, kinds: [...rules.kinds, { kind, ...rules.others }] };
}

/** A limit out of its two fields; an empty first field is no limit. */
export function limitOf(most: string | number, within_days: string | number): IdentifierRule["limit"] {
  const count = Number(most);
  const days = Number(within_days);
  if (most === "" || !Number.isInteger(count) || count < 1) return null;
  return within_days === "" || !(days > 0) ? { most: count } : { most: count, within_days: days };
}

/** Patterns as lines to edit: "email: .*@example\\.com", or without a kind for all. */
export function patternLines({ blocked }: IdentityRules): string {
  return blocked.map(({ kind, pattern }) => (kind === undefined ? pattern : `${kind}: ${pattern}`)).join("\n");
}

/** The patterns that lines tell; empty lines tell none. */
export function withPatterns(rules: IdentityRules, lines: string): IdentityRules {
  const blocked = lines
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => {
      const [, kind, pattern] = /^([a-z][a-z0-9_]{0,39}):\s+(.+)$/.exec(line) ?? [];
      return kind === undefined || pattern === undefined ? { pattern: line } : { kind, pattern };
    });
  return { ...rules, blocked };
}

// Keys in one order: the database gives them back in its own.
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([name, inner]) => [name, canonical(inner)]));
}

/** Whether two sets of rules say the same. */
export function isSame(one: IdentityRules, other: IdentityRules): boolean {
  return JSON.stringify(canonical(one)) === JSON.stringify(canonical(other));
}
