// Histories told briefly, for the tests of who is who.
import { sipHash64 } from "../collect/understand/sip.ts";
import { keyOf } from "./key.ts";
import { crowdedKeys, type Decision, inOrder, type Link, type Resolution, resolve } from "./resolve.ts";
import { type Checked, checkRules, usualRules } from "./rules.ts";

export type Told = readonly [kind: string, value: string];

/** What an event tells: its identifiers, the strongest first, at a minute. */
export interface Seen {
  readonly at: number;
  readonly who: readonly Told[];
}

export const usual = checkRules(usualRules);
export const stampOf = ([kind, value]: Told) => sipHash64(kind, value);

export function linksOf(seen: readonly Seen[], rules: Checked = usual): Link[] {
  const first = new Map<string, Link>();
  for (const { at, who } of seen) {
    const [strongest] = who;
    if (!strongest) continue;
    const stamp = stampOf(strongest);
    for (const [kind, told] of who) {
      const link = {
        ...keyOf(kind, told, rules, "PL"),
        told,
        stamp,
        first_seen_ms: at * 60_000,
        own: sipHash64(kind, told) === stamp,
      };
      const name = `${stamp} ${kind} ${told}`;
      const known = first.get(name);
      if (!known || known.first_seen_ms > link.first_seen_ms) first.set(name, link);
    }
  }
  return [...first.values()];
}

export function people(seen: readonly Seen[], rules: Checked = usual, decisions: readonly Decision[] = []): Resolution {
  const links = linksOf(seen, rules);
  return resolve({ links: inOrder(links, rules), decisions, crowded: crowdedKeys(links, rules), explain: true }, rules);
}

/** Groups of stamps that are one person, sorted. */
export function groups({ customer_of }: Resolution): string[] {
  const by = new Map<bigint, string[]>();
  for (const [stamp, customer] of customer_of) by.set(customer, [...(by.get(customer) ?? []), String(stamp)]);
  return [...by.values()].map((stamps) => stamps.sort().join(" ")).sort();
}
