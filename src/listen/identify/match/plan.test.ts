// Blocking rules are chosen by what they cost, and as unlike one another as may be.
import { describe, expect, it } from "vitest";
import type { BlockingRule, Likeness } from "#contract";
import { findsAll } from "./covered.ts";
import { chooseRules } from "./plan.ts";

const rule = (...fields: readonly string[]): BlockingRule => ({
  keys: fields.map((field) => ({ field, take: "whole" })),
});

describe("blocking rules", () => {
  it("are the cheapest that the budget allows; a wider one takes the place of those within it", () => {
    const chosen = chooseRules(
      [
        { rule: rule("surname"), pairs: 5000 },
        { rule: rule("email"), pairs: 100 },
        { rule: rule("email", "surname"), pairs: 50 },
        { rule: rule("surname", "born"), pairs: 400 },
      ],
      1000,
    );
    expect(chosen).toEqual([rule("email"), rule("surname", "born")]);
  });

  it("find all pairs of a level that has their keys in common", () => {
    const mailbox: Likeness = { field: "email", is: "mailbox_equal" };
    const byMailbox: BlockingRule = { keys: [{ field: "email", take: "mailbox" }] };
    expect(findsAll(byMailbox, { label: "", when: [mailbox] })).toBe(true);
    expect(findsAll(rule("email"), { label: "", when: [mailbox] })).toBe(false);
    const door = ["street", "number"].map((field): Likeness => ({ field, is: "equal" }));
    expect(findsAll(rule("number"), { label: "", when: [...door] })).toBe(true);
    expect(findsAll(rule("number", "city"), { label: "", when: [...door] })).toBe(false);
    expect(findsAll(rule("street"), { label: "", when: [], given: [...door] })).toBe(true);
  });
});
