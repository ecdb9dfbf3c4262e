import { describe, expect, test } from "vitest";
import { groups, people, type Seen, stampOf, type Told, usual } from "./histories.ts";
import { keyOf } from "./key.ts";
import type { Decision } from "./resolve.ts";
import { checkRules, usualRules } from "./rules.ts";

const ann: Told = ["user_id", "ann"];
const bob: Told = ["user_id", "bob"];
const browser: Told = ["anonymous_id", "browser"];

describe("who is who", () => {
  test("a visitor who signs in is the user, with all that happened before", () => {
    const { customer_of, joins } = people([
      { at: 1, who: [browser] },
      { at: 2, who: [ann, browser] },
    ]);
    expect(customer_of.get(stampOf(browser))).toBe(stampOf(ann));
    expect(joins).toMatchObject([
      { at_ms: 120_000, link: { kind: "anonymous_id", told: "browser", stamp: stampOf(ann) } },
    ]);
  });

  test("a second known person on a shared device stays apart", () => {
    const { customer_of, refused } = people([
      { at: 1, who: [browser] },
      { at: 2, who: [ann, browser] },
      { at: 3, who: [bob, browser] },
    ]);
    expect(customer_of.get(stampOf(browser))).toBe(stampOf(ann));
    expect(customer_of.get(stampOf(bob))).toBe(stampOf(bob));
    expect(refused).toMatchObject([
      { reason: "limit", limit_of: "user_id", link: { told: "browser", stamp: stampOf(bob) } },
    ]);
  });

  test("other spellings of an address and a telephone are one", () => {
    const { customer_of } = people([
      {
        at: 1,
        who: [
          ["email", "Ann.Lee+shop@gmail.com"],
          ["phone", "601 234 567"],
        ],
      },
      { at: 2, who: [["phone", "+48601234567"]] },
      {
        at: 3,
        who: [
          ["email", "annlee@gmail.com"],
          ["anonymous_id", "x"],
        ],
      },
    ]);
    expect(new Set(customer_of.values()).size).toBe(1);
  });

  test("values that name nobody join nobody, in any case and quoting", () => {
    const seen = ["Guest", "'null'", '"NaN"', "0000", "[object Object]", "-1", "Undefined"].flatMap(
      (value, at): Seen[] => [
        {
          at: at * 2,
          who: [
            ["user_id", `a${value}`],
            ["crm_id", value],
          ],
        },
        {
          at: at * 2 + 1,
          who: [
            ["user_id", `b${value}`],
            ["crm_id", value.toUpperCase()],
          ],
        },
      ],
    );
    expect(groups(people(seen))).toHaveLength(seen.length);
    const phones: Seen[] = [
      { at: 1, who: [ann, ["phone", "11111111"]] },
      { at: 2, who: [browser, ["phone", "1111-1111"]] },
    ];
    expect(people(phones).refused.map(({ reason }) => reason)).toEqual(["blocked_value", "blocked_value"]);
  });

  test("a workspace's own patterns block too", () => {
    const rules = checkRules({ ...usualRules, blocked: [{ kind: "email", pattern: ".*@example\\.com" }] });
    const seen: Seen[] = [
      {
        at: 1,
        who: [
          ["crm_id", "7"],
          ["email", "qa@example.com"],
        ],
      },
      { at: 2, who: [browser, ["email", "qa@example.com"]] },
    ];
    expect(groups(people(seen))).toHaveLength(1);
    expect(groups(people(seen, rules))).toHaveLength(2);
  });

  test("the identifier that would break a limit is left out, the others of its event stay", () => {
    const rules = checkRules({
      ...usualRules,
      kinds: usualRules.kinds.map((rule) => (rule.kind === "email" ? { ...rule, limit: { most: 1 } } : rule)),
    });
    const { customer_of, refused } = people(
      [
        { at: 1, who: [ann, ["email", "a@x.pl"]] },
        { at: 2, who: [ann, ["email", "b@x.pl"], browser] },
        { at: 3, who: [browser] },
        { at: 4, who: [["email", "b@x.pl"]] },
      ],
      rules,
    );
    expect(customer_of.get(stampOf(browser))).toBe(stampOf(ann));
    expect(customer_of.get(stampOf(["email", "b@x.pl"]))).toBe(stampOf(["email", "b@x.pl"]));
    expect(refused).toMatchObject([{ reason: "limit", limit_of: "email", link: { told: "b@x.pl" } }]);
  });

  test("a limit within days counts only what was first seen in them", () => {
    const rules = (within_days?: number) =>
      checkRules({
        ...usualRules,
        kinds: usualRules.kinds.map((rule) =>
          rule.kind === "device_id" ? { ...rule, limit: { most: 1, ...(within_days ? { within_days } : {}) } } : rule,
        ),
      });
    const day = 24 * 60;
    const seen: Seen[] = [
      { at: 0, who: [ann, ["device_id", "old"]] },
      { at: 400 * day, who: [ann, ["device_id", "new"]] },
      { at: 401 * day, who: [["device_id", "new"]] },
    ];
    expect(groups(people(seen, rules(365)))).toHaveLength(1);
    expect(groups(people(seen, rules()))).toHaveLength(2);
  });

  test("ceilings keep a customer from becoming everybody", () => {
    const kiosk: Seen[] = Array.from({ length: 12 }, (_, at) => ({
      at,
      who: [
        ["messenger_id", `m${at}`],
        ["device_id", "kiosk"],
      ],
    }));
    const few = checkRules({ ...usualRules, most_sharing: 10 });
    expect(groups(people(kiosk, few))).toHaveLength(12);
    expect(people(kiosk, few).refused.every(({ reason }) => reason === "shared_too_widely")).toBe(true);
    const merges = people(
      kiosk,
      checkRules({
        ...usualRules,
        kinds: [],
        others: { cleaning: "exact", merges: true, limit: null },
        most_merges: 3,
      }),
    );
    expect(Math.max(...groups(merges).map((group) => group.split(" ").length))).toBe(4);
    expect(merges.refused.map(({ reason }) => reason)).toContain("too_many_merges");
  });

  test("what people decide: the same, unless a limit forbids it; apart; an identifier taken off", () => {
    const seen: Seen[] = [
      { at: 1, who: [browser] },
      { at: 2, who: [ann, browser] },
      { at: 3, who: [["email", "ann@x.pl"]] },
      { at: 4, who: [bob] },
    ];
    const decide = (kind: Decision["kind"], left: Told[], right: Told[], key: bigint | null = null): Decision => ({
      id: 1,
      kind,
      left: left.map(stampOf),
      right: right.map(stampOf),
      key,
      decided_ms: 600_000,
    });
    const same = people(seen, usual, [decide("same", [ann], [["email", "ann@x.pl"]])]);
    expect(same.customer_of.get(stampOf(["email", "ann@x.pl"]))).toBe(stampOf(ann));
    const refused = people(seen, usual, [decide("same", [ann], [bob])]);
    expect(refused.customer_of.get(stampOf(bob))).toBe(stampOf(bob));
    expect(refused.refused).toMatchObject([{ reason: "limit", limit_of: "user_id" }]);
    const apart = people(seen, usual, [decide("apart", [ann], [browser])]);
    expect(apart.customer_of.get(stampOf(browser))).toBe(stampOf(browser));
    const off = people(seen, usual, [decide("detach", [], [], keyOf("anonymous_id", "browser", usual, "").key)]);
    expect(off.customer_of.get(stampOf(browser))).toBe(stampOf(browser));
  });
});
