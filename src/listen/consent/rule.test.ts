// The rule as laws, as stories, and as the engine's view says it of everybody at once.
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { type Engines, sql } from "#storage";
import { testEngines } from "../../../tests/engines.ts";
import { project } from "./purpose.ts";
import { verdictOf, verdictOfAddress, type Word } from "./rule.ts";

const start_ms = Date.UTC(2026, 0, 1);
const day_ms = 86_400_000;
const at = (day: number) => start_ms + day * day_ms;
const now_ms = at(20);

const addressed = (address: string) => ({ kind: "email", value: address.replace("email ", "") });

/** Few times and addresses, so that words meet. A grant may run out before, at or after the time asked. */
const word: fc.Arbitrary<Word> = fc
  .record({
    granted: fc.boolean(),
    passing: fc.boolean(),
    pending: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
    address: fc.constantFrom("", "", "email a@example.org", "email b@example.org"),
    day: fc.integer({ min: 1, max: 25 }),
    repeated: fc.integer({ min: 0, max: 3 }),
    expires: fc.constantFrom(0, 0, 0, 10, 20, 30),
    id: fc.integer({ min: 1, max: 40 }),
  })
  .map(({ granted, passing, pending, address, day, repeated, expires, id }) => ({
    granted,
    passing,
    pending: pending && granted && !passing,
    address: passing ? "" : address,
    first_ms: at(day),
    said_ms: at(day + (passing ? repeated : 0)),
    expires_ms: expires === 0 || passing ? 0 : at(expires),
    source: "site",
    id: passing ? "0" : String(id),
  }));
const ledger = fc.array(word, { maxLength: 12 });

const told = (day: number, granted: boolean, more: Partial<Word> = {}): Word => ({
  granted,
  passing: false,
  pending: false,
  address: "",
  first_ms: at(day),
  said_ms: at(day),
  expires_ms: 0,
  source: "site",
  id: String(day),
  ...more,
});
const state = (words: readonly Word[], day = 20) => verdictOf(words, at(day))?.state;

describe("what holds", () => {
  it("does not depend on the order in which words came, nor on how often", () => {
    const shuffled = ledger.chain((words) =>
      fc.tuple(fc.constant(words), fc.shuffledSubarray([...words, ...words], { minLength: words.length * 2 })),
    );
    fc.assert(
      fc.property(shuffled, ([words, again]) => {
        expect(verdictOf(again, now_ms)).toEqual(verdictOf(words, now_ms));
      }),
    );
  });

  it("never grants after two customers became one what both refuse, and gives back what was when they part", () => {
    const whole = ledger.map((words) => words.map((one) => ({ ...one, address: "" })));
    fc.assert(
      fc.property(whole, whole, (one, other) => {
        const [before, beside] = [verdictOf(one, now_ms)?.state, verdictOf(other, now_ms)?.state];
        const merged = verdictOf([...one, ...other], now_ms)?.state;
        if (before !== "granted" && beside !== "granted") expect(merged).not.toBe("granted");
        // Apart again: each has his own words, since a word never leaves the one who said it.
        expect(verdictOf(one, now_ms)?.state).toBe(before);
      }),
    );
  });

  it("grants only what a newer yes on purpose took back from every no, for its address or for all", () => {
    const past = ledger.map((words) => words.filter(({ said_ms, pending }) => said_ms <= now_ms && !pending));
    fc.assert(
      fc.property(past, (words) => {
        const told = words.filter(({ passing }) => !passing);
        if (told.length === 0 || state(words) !== "granted") return;
        const refuses = (one: Word) => !one.granted || (one.expires_ms !== 0 && one.expires_ms <= now_ms);
        const answers = (yes: Word, no: Word) =>
          yes.said_ms > no.said_ms && [yes.address, no.address].some((one) => one === "" || yes.address === no.address);
        const unanswered = words.filter(refuses).filter((no) => !told.some((yes) => !refuses(yes) && answers(yes, no)));
        expect(unanswered).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it("is refused by a newer word for the whole person, whatever stood before", () => {
    fc.assert(
      fc.property(ledger, (words) => {
        const past = words.filter(({ said_ms }) => said_ms < now_ms);
        expect(state([...past, told(20, false)])).toBe("withdrawn");
        expect(state([...past, told(20, true)])).toBe("granted");
      }),
    );
  });

  it("was, at an earlier time, what the words up to then say", () => {
    fc.assert(
      fc.property(ledger, fc.integer({ min: 0, max: 25 }), (words, day) => {
        const plain = words.map((one) => ({ ...one, said_ms: one.first_ms }));
        const known = plain.filter(({ first_ms }) => first_ms <= at(day));
        expect(verdictOf(plain, at(day))).toEqual(verdictOf(known, at(day)));
      }),
    );
  });
});

describe("one person's words", () => {
  it("are nothing until something is said, and the newest stands", () => {
    expect(state([])).toBeUndefined();
    expect(state([told(1, true), told(2, false)])).toBe("withdrawn");
    expect(state([told(1, false), told(2, true)])).toBe("granted");
    expect(state([told(1, false), told(2, true)], 1)).toBe("withdrawn");
  });

  it("of one instant are refused", () => {
    expect(state([told(1, true, { id: "9" }), told(1, false, { id: "1" })])).toBe("withdrawn");
  });

  it("run out, and an older grant without an end does not come back", () => {
    const limited = told(2, true, { expires_ms: at(5) });
    expect(state([limited], 4)).toBe("granted");
    expect(state([limited], 5)).toBe("expired");
    expect(state([told(1, true), limited], 5)).toBe("expired");
  });

  it("of a double opt-in wait for the second step", () => {
    expect(state([told(1, true, { pending: true })])).toBeUndefined();
    expect(state([told(1, false), told(2, true, { pending: true })])).toBe("withdrawn");
    expect(state([told(2, true, { pending: true }), told(3, true)])).toBe("granted");
  });

  it("of two addresses: each address has its own, the person as a whole the one that refuses", () => {
    const words = [told(1, true, { address: "email a@x.org" }), told(2, false, { address: "email b@x.org" })];
    expect(state(words)).toBe("withdrawn");
    expect(verdictOfAddress(words, "email a@x.org", now_ms)?.state).toBe("granted");
    expect(verdictOfAddress(words, "email b@x.org", now_ms)?.state).toBe("withdrawn");
    expect(state([...words, told(3, true, { address: "email b@x.org" })])).toBe("granted");
  });

  it("repeated by a browser restrict, but do not undo a withdrawal that was said on purpose", () => {
    const repeated = (day: number, granted: boolean) => told(day, granted, { passing: true, id: "0" });
    expect(state([repeated(1, true)])).toBe("granted");
    expect(state([repeated(1, true), repeated(2, false)])).toBe("withdrawn");
    expect(state([told(1, false), repeated(2, true)])).toBe("withdrawn");
    expect(state([told(1, true), repeated(2, false)])).toBe("withdrawn");
    expect(state([repeated(1, false), told(2, true)])).toBe("granted");
    expect(state([told(1, true), repeated(2, false), repeated(3, true)])).toBe("withdrawn");
    expect(state([repeated(2, false), repeated(3, true)])).toBe("granted");
  });
});

describe("the view of all customers", () => {
  let engines: Engines;
  beforeAll(async () => {
    engines = await testEngines();
    await project(engines);
  });

  it("says of each what the rule says", async () => {
    const ledgers = fc.sample(ledger, 400);
    const stamp = (ms: number) => new Date(ms).toISOString();
    const rows = ledgers.flatMap((words, index) => words.map((one) => ({ ...one, customer_id: index + 1 })));
    const common = { category: "marketing:email", source: "site" };
    // A row of either table is one word: the same event says no two things of one category.
    const told_rows = rows.filter(({ passing }) => !passing);
    const passing_rows = rows.filter(({ passing }) => passing);
    await engines.clickhouse.insert(
      "consent_log",
      told_rows.map(({ customer_id, granted, pending, address, said_ms, expires_ms }, index) => ({
        ...common,
        ...{
          customer_id,
          granted,
          pending,
          id: String(index + 1),
          occurred_at: stamp(said_ms),
          expires_at: stamp(expires_ms),
        },
        identifiers: [{ kind: "user_id", value: "u" }, ...(address === "" ? [] : [addressed(address)])],
      })),
    );
    await engines.clickhouse.insert(
      "consent_day",
      passing_rows.map(({ customer_id, granted, first_ms, said_ms }, index) => ({
        ...{ ...common, source: `site${index}` },
        ...{
          customer_id,
          granted,
          day: stamp(first_ms).slice(0, 10),
          first_at: stamp(first_ms),
          last_at: stamp(said_ms),
        },
      })),
    );
    for (const day of [5, 10, 20, 30]) {
      const seen = await engines.clickhouse.rows(
        "states",
        sql`SELECT toUInt32(customer_id) AS customer, state, granted FROM consent_at(at = ${new Date(at(day))}) ORDER BY customer`,
      );
      const expected = ledgers.flatMap((words, index) => {
        const verdict = verdictOf(words, at(day));
        return verdict ? [{ customer: index + 1, state: verdict.state, granted: verdict.state === "granted" }] : [];
      });
      expect(seen).toEqual(expected);
    }
  });
});
