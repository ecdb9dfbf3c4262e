import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { groups, linksOf, people, type Seen, type Told } from "./histories.ts";
import { keyOf } from "./key.ts";
import { type Decision, inOrder } from "./resolve.ts";
import { checkRules, usualRules } from "./rules.ts";

const told: fc.Arbitrary<Told> = fc.oneof(
  ...["user_id", "email", "device_id", "anonymous_id"].map((kind) =>
    fc.integer({ min: 1, max: 6 }).map((number): Told => [kind, kind === "email" ? `p${number}@x.pl` : `p${number}`]),
  ),
);
const order = ["user_id", "email", "device_id", "anonymous_id"];
const seenOnce: fc.Arbitrary<Seen> = fc.record({
  at: fc.integer({ min: 0, max: 20 }),
  who: fc
    .uniqueArray(told, { minLength: 1, maxLength: 3, selector: ([kind]) => kind })
    .map((who) => who.sort(([one], [other]) => order.indexOf(one) - order.indexOf(other))),
});
const history = fc.array(seenOnce, { maxLength: 30 });
const strict = checkRules({
  ...usualRules,
  kinds: usualRules.kinds.map((rule) => ({ ...rule, limit: { most: rule.kind === "user_id" ? 1 : 2 } })),
  most_sharing: 4,
});

describe("laws", () => {
  test("any order of the same events, and any doubles among them, give the same customers", () => {
    fc.assert(
      fc.property(
        history.chain((seen) =>
          fc.tuple(
            fc.constant(seen),
            fc.shuffledSubarray([...seen, ...seen], { minLength: seen.length * 2, maxLength: seen.length * 2 }),
          ),
        ),
        ([seen, again]) => {
          expect([...people(again, strict).customer_of].sort()).toEqual([...people(seen, strict).customer_of].sort());
        },
      ),
      { numRuns: 300 },
    );
  });

  test("nobody has more than the limits allow, and never two user ids", () => {
    fc.assert(
      fc.property(history, (seen) => {
        const links = linksOf(seen, strict);
        const { customer_of, refused } = people(seen, strict);
        const off = new Set(refused.map(({ link }) => link));
        const kept = new Map<string, Set<bigint>>();
        for (const link of inOrder(links, strict)) {
          if ([...off].some((one) => one?.key === link.key && one.stamp === link.stamp)) continue;
          const name = `${customer_of.get(link.stamp)} ${link.kind}`;
          kept.set(name, (kept.get(name) ?? new Set()).add(link.key));
        }
        for (const [name, keys] of kept) expect(keys.size, name).toBeLessThanOrEqual(name.endsWith("user_id") ? 1 : 2);
      }),
      { numRuns: 300 },
    );
  });

  test("a merge taken back is as if the event that made it had not told the other's identifier", () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }), (seen, left, right) => {
        // Nothing else leads from one to the other, so that the merge is this event's alone.
        const one = seen.map(({ at, who }) => ({ at, who: who.map(([kind, value]): Told => [kind, `left-${value}`]) }));
        const other = seen.map(({ at, who }) => ({
          at,
          who: who.map(([kind, value]): Told => [kind, `right-${value}`]),
        }));
        const before = [
          ...one,
          ...other,
          { at: 25, who: [["crm_id", `left-${left}`]] as const },
          { at: 25, who: [["messenger_id", `right-${right}`]] as const },
        ];
        const joining: Seen = {
          at: 30,
          who: [
            ["crm_id", `left-${left}`],
            ["messenger_id", `right-${right}`],
          ],
        };
        const merged = people([...before, joining], strict);
        const join = merged.joins.find(({ at_ms }) => at_ms === 30 * 60_000);
        const apart: Decision = {
          id: 1,
          kind: "apart",
          left: join?.left ?? [],
          right: join?.right ?? [],
          key: null,
          decided_ms: 0,
        };
        expect(groups(people([...before, joining], strict, join ? [apart] : []))).toEqual(
          groups(people(before, strict)),
        );
        const detach: Decision = {
          id: 1,
          kind: "detach",
          left: [],
          right: [],
          key: keyOf("messenger_id", `right-${right}`, strict, "").key,
          decided_ms: 0,
        };
        expect(groups(people([...before, joining], strict, [detach]))).toEqual(groups(people(before, strict)));
      }),
      { numRuns: 200 },
    );
  });
});
