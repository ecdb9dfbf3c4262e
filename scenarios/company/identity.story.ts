// Who is who, against the persons of the truth and against what the files tie together.
import { describe, expect, test } from "vitest";
import { identifiers } from "./asked.ts";
import type { Told } from "./books.ts";
import { groupsOf, keyOf, pairsOf, shareIn } from "./pairs.ts";

/** Stories of identities. */
export function identityStories(told: () => Told): void {
  describe("who is who", () => {
    test("every identifier that was sent is known, and no other", async () => {
      const known = await identifiers(told().company.engines.clickhouse, {});
      const keys = (list: readonly { kind: string; value: string }[]) =>
        [...new Set(list.map(({ kind, value }) => keyOf(kind, value)))].sort();
      expect(keys(known)).toEqual(keys(told().company.truth.identifier));
    });

    test("where nothing was mistyped or shared, people are just what the records tie together: precision and recall 1", async () => {
      const odd = new Set(
        told()
          .company.truth.identifier.filter(({ mistyped, shared }) => mistyped || shared)
          .map(({ kind, value }) => keyOf(kind, value)),
      );
      const tied = [...told().tied].filter(([, members]) => ![...members].some((key) => odd.has(key)));
      const plain = new Set(tied.flatMap(([, members]) => [...members]));
      expect(plain.size).toBeGreaterThan(5_000);
      const known = await identifiers(told().company.engines.clickhouse, {});
      const found = known
        .map(({ customer_id, kind, value }) => [customer_id, keyOf(kind, value)] as const)
        .filter(([, key]) => plain.has(key));
      const [product, records] = [pairsOf(groupsOf(found)), pairsOf(new Map(tied))];
      expect(shareIn(product, records)).toBe(1);
      expect(shareIn(records, product)).toBe(1);
      // And what the records tie together is one person's.
      const persons = groupsOf(
        told().company.truth.identifier.map(({ person, kind, value }) => [String(person), keyOf(kind, value)]),
      );
      expect(shareIn(product, pairsOf(persons))).toBe(1);
    });

    test("with typos and shared devices: pairwise precision at least 0.995, and of all pairs that can be known 0.995 are", async () => {
      const { truth, engines } = told().company;
      const persons = pairsOf(
        groupsOf(truth.identifier.map(({ person, kind, value }) => [String(person), keyOf(kind, value)])),
      );
      const known = await identifiers(engines.clickhouse, {});
      const product = pairsOf(groupsOf(known.map(({ customer_id, kind, value }) => [customer_id, keyOf(kind, value)])));
      expect(shareIn(product, persons)).toBeGreaterThanOrEqual(0.995);
      // Cookies of visits without a login are tied to nobody: what rows never tell together nobody can know.
      const tied = pairsOf(told().tied);
      const knowable = new Set([...persons].filter((pair) => tied.has(pair)));
      expect(shareIn(knowable, product)).toBeGreaterThanOrEqual(0.995);
      expect(shareIn(persons, product)).toBeGreaterThan(0.7);
    });
  });
}
