import { expect, it } from "vitest";
import type { IdentityRules } from "#contract";
import {
  isSame,
  limitOf,
  moved,
  newKind,
  patternLines,
  withKind,
  withoutKind,
  withPatterns,
  withRule,
} from "./draft.ts";

const rule = { cleaning: "exact", merges: true, limit: { most: 5 } } as const;
const rules: IdentityRules = {
  kinds: [
    { kind: "user_id", ...rule },
    { kind: "email", ...rule },
  ],
  others: { ...rule, merges: false },
  blocked: [],
  most_identifiers: 10,
  most_merges: 10,
  most_sharing: 10,
};
const names = ({ kinds }: IdentityRules) => kinds.map(({ kind }) => kind);

it("moves a kind in priority, and leaves the ends where they are", () => {
  expect(names(moved(rules, 1, -1))).toEqual(["email", "user_id"]);
  expect(moved(rules, 0, -1)).toBe(rules);
  expect(moved(rules, 1, 1)).toBe(rules);
});

it("changes, adds and takes away a kind; a new one is as the others are", () => {
  expect(withRule(rules, 1, { merges: false }).kinds[1]).toEqual({ kind: "email", ...rule, merges: false });
  expect(withKind(rules, "cookie").kinds[2]).toEqual({ kind: "cookie", ...rules.others });
  expect(names(withoutKind(rules, 0))).toEqual(["email"]);
});

it("makes a kind of what was typed, once", () => {
  expect(newKind(rules, " Loyalty-Card No. ")).toBe("loyalty_card_no");
  expect(newKind(rules, "E-mail")).toBe("e_mail");
  expect(newKind(rules, "Email")).toBeUndefined();
  expect(newKind(rules, "7")).toBeUndefined();
});

it("reads a limit out of its fields", () => {
  expect(limitOf("", 30)).toBeNull();
  expect(limitOf(5, "")).toEqual({ most: 5 });
  expect(limitOf("3", "0.5")).toEqual({ most: 3, within_days: 0.5 });
  expect(limitOf(0, "")).toBeNull();
});

it("writes patterns as lines and reads them back", () => {
  const lines = "email: .*@example\\.com\n\n  qa-\\d+ \n";
  const read = withPatterns(rules, lines);
  expect(read.blocked).toEqual([{ kind: "email", pattern: ".*@example\\.com" }, { pattern: "qa-\\d+" }]);
  expect(withPatterns(rules, patternLines(read))).toEqual(read);
});

it("knows rules again whatever the order of their fields", () => {
  const { kinds, ...rest } = rules;
  const turned = kinds.map(({ kind, cleaning, merges, limit }) => ({ limit, merges, cleaning, kind }));
  expect(isSame(rules, { ...rest, kinds: turned })).toBe(true);
  expect(isSame(rules, moved(rules, 1, -1))).toBe(false);
});
