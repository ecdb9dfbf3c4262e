// The review queue as a team uses it: side by side, answered by several, disputed, taken back, refused by a limit.
import { Readable } from "node:stream";
import { Value } from "typebox/value";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Caller, type ReviewNext, ReviewNext as ReviewNextSchema, type Role } from "#contract";
import { type Engines, sql } from "#storage";
import { testContext } from "../../../../tests/context.ts";
import { testEngines } from "../../../../tests/engines.ts";
import { keepSame, undoDecision } from "../decision.ts";
import { pairsIn, reviewState } from "./queue.ts";
import { reviewRoutes } from "./review.route.ts";

let engines: Engines;
let clock = 0;

beforeAll(async () => {
  engines = await testEngines();
  const { db } = engines.postgres;
  const at = new Date("2026-01-01T00:00:00Z");
  await db
    .insertInto("match_model")
    .values({ model: "{}", records: 6, labels: 0, active: true, made_by: "Ada", created_at: at })
    .execute();
  await db.insertInto("match_run").values({ estimate: true, asked_by: "Ada", created_at: at }).execute();
  await engines.clickhouse.run(
    "test.traits",
    sql`INSERT INTO trait_log (customer_id, name, value, source, id, occurred_at, version) VALUES
      (11, 'first_name', 'Anna', 'crm', 1, now(), 1), (11, 'city', 'Kraków', 'crm', 2, now(), 1),
      (12, 'first_name', 'Ana', 'shop', 3, now(), 1), (12, 'city', 'KRAKOW', 'shop', 4, now(), 1),
      (12, 'phone_country', 'PL', 'enrich:phone', 5, now(), 1)`,
  );
  await engines.clickhouse.run(
    "test.identifiers",
    sql`INSERT INTO identifier_log (customer_id, kind, value, source, first_seen_at, received_at) VALUES
      (11, 'email', 'anna@example.com', 'crm', '2026-01-01', '2026-01-01'),
      (12, 'phone', '+48501234567', 'shop', '2026-01-01', '2026-01-01'),
      (11, 'anonymous_id', 'a1', 'crm', '2026-01-01', '2026-01-01'),
      (12, 'anonymous_id', 'a2', 'shop', '2026-01-01', '2026-01-01'),
      (13, 'user_id', 'jan', 'shop', '2026-01-01', '2026-01-01'),
      (14, 'user_id', 'jan2', 'shop', '2026-01-01', '2026-01-01')`,
  );
});

beforeEach(async () => {
  const { db } = engines.postgres;
  const standing = await db.selectFrom("identity_decision").select("id").where("undone_at", "is", null).execute();
  for (const { id } of standing) await undoDecision(engines, id, "", new Date("2026-03-01T00:00:00Z"));
  await db.deleteFrom("match_pair").execute();
  await needed(1);
});

async function needed(answers_needed: number): Promise<void> {
  await engines.postgres.db.updateTable("match_setting").set({ answers_needed }).execute();
}

/** Pairs of (2k+1, 2k+2) in this order of weights; gives their ids. */
async function pairs(...weights: readonly number[]): Promise<number[]> {
  const rows = await engines.postgres.db
    .insertInto("match_pair")
    .values(
      weights.map((weight, index) => ({
        left: `${11 + 2 * index}`,
        right: `${12 + 2 * index}`,
        run_id: 1,
        model_id: 1,
        weight,
        probability: 1 / (1 + 2 ** -weight),
        levels: JSON.stringify([
          { comparison: "first_name", label: "similar", level: 1, weight: weight + 8, term_frequency_weight: 0 },
        ]),
        state: "open" as const,
        created_at: new Date("2026-01-01T00:00:00Z"),
      })),
    )
    .returning("id")
    .execute();
  return rows.map(({ id }) => id);
}

interface Told {
  readonly state?: string;
  readonly reason?: string;
  readonly next: ReviewNext;
}

/** Calls a route as somebody, a second after the call before. */
async function call(
  name: string,
  role: Role,
  method: string,
  path: string,
  params = {},
  body: object = {},
): Promise<unknown> {
  clock += 1;
  const now = new Date(Date.parse("2026-02-01T00:00:00Z") + clock * 1000);
  const caller: Caller = { kind: "user", id: name, name, role };
  const found = reviewRoutes.find((each) => each.method === method && each.path === path);
  const context = { ...testContext(engines), now: () => now, caller };
  return await found?.handle({
    params,
    query: method === "GET" ? body : {},
    body,
    headers: {},
    ip: "",
    bytes: Readable.from([]),
    context,
  });
}

async function says(name: string, id: number, answer: string, role: Role = "agent"): Promise<Told> {
  const told = await call(name, role, "POST", "/api/v1/review/pairs/:id/answers", { id }, { answer });
  return JSON.parse(JSON.stringify(told));
}

async function nextFor(name: string, role: Role = "agent", queue = "open"): Promise<ReviewNext> {
  return Value.Parse(ReviewNextSchema, await call(name, role, "GET", "/api/v1/review/next", {}, { queue }));
}

async function takesBack(name: string): Promise<ReviewNext> {
  return Value.Parse(ReviewNextSchema, await call(name, "agent", "POST", "/api/v1/review/undo"));
}

describe("the queue", () => {
  it("shows both records, differences marked, and what each comparison weighs", async () => {
    const [id] = await pairs(-1);
    const { pair, waiting, undoable } = await nextFor("Ola");
    expect([pair?.id, waiting, undoable]).toEqual([id, 1, false]);
    expect(pair?.fields).toEqual([
      { kind: "trait", name: "first_name", left: ["Anna"], right: ["Ana"], mark: "close" },
      { kind: "identifier", name: "email", left: ["anna@example.com"], right: [], mark: "missing" },
      { kind: "identifier", name: "phone", left: [], right: ["+48501234567"], mark: "missing" },
      { kind: "trait", name: "city", left: ["Kraków"], right: ["KRAKOW"], mark: "equal" },
    ]);
    expect(pair?.prior_weight).toBeCloseTo(-8);
    expect(pair?.masked).toBe(false);
  });

  it("shows masks to who may not see personal data, and marks them by what they hide", async () => {
    await pairs(-1);
    const settings = { ...testContext(engines).settings, personal_data_role: "analyst" as const };
    const found = reviewRoutes.find(({ path }) => path === "/api/v1/review/next");
    const caller: Caller = { kind: "user", id: "7", name: "Ola", role: "agent" };
    const context = { ...testContext(engines), settings, caller };
    const told = await found?.handle({
      params: {},
      query: {},
      body: {},
      headers: {},
      ip: "",
      bytes: Readable.from([]),
      context,
    });
    const text = JSON.stringify(told);
    expect(text).not.toMatch(/Anna|501234567|Krak/i);
    expect(text).toContain('"mark":"equal"');
  });

  it("gives first what the model knows least about, and what was skipped last", async () => {
    const [far, near] = await pairs(5, 0.5);
    expect((await nextFor("Ola")).pair?.id).toBe(near);
    const { next } = await says("Ola", near ?? 0, "skip");
    expect(next.pair?.id).toBe(far);
    expect((await says("Ola", far ?? 0, "skip")).next.pair?.id).toBe(near);
    expect((await nextFor("Ela")).pair?.id).toBe(near);
  });
});

describe("two records that became one elsewhere", () => {
  it("wait no more", async () => {
    const [, , , id = 0] = await pairs(9, 8, 7, 0.1);
    const decision = await keepSame(engines, { stamps: ["17", "18"], by: "Bo", at: new Date("2026-01-15T00:00:00Z") });
    expect((await nextFor("Ola")).pair?.id).not.toBe(id);
    expect(await pairsIn(engines, "gone", 10)).toMatchObject([{ id }]);
    await undoDecision(engines, decision, "Bo", new Date("2026-01-16T00:00:00Z"));
  });
});

describe("several reviewers", () => {
  it("settle a pair when as many as are needed agree, and nobody sees the first answer before", async () => {
    await needed(2);
    const [id = 0, other = 0] = await pairs(0.1, 3);
    expect((await says("Ola", id, "same")).next.pair?.id).toBe(other);
    const begun = await nextFor("Ela");
    expect(begun.pair).toMatchObject({ id, answers: 1, given: [] });
    expect((await says("Ela", id, "same")).state).toBe("same");
    await expect(says("Jan", id, "apart")).rejects.toMatchObject({ code: "already_settled" });
    expect(await pairsIn(engines, "same", 10)).toMatchObject([{ id, answers: 2, settled_by: "Ela" }]);
  });

  it("who disagree leave the pair to an analyst", async () => {
    await needed(2);
    const [id = 0] = await pairs(0.1);
    await says("Ola", id, "same");
    expect((await says("Ela", id, "apart")).state).toBe("disputed");
    expect((await nextFor("Ola")).pair).toBe(null);
    await expect(says("Ola", id, "apart")).rejects.toMatchObject({ code: "disputed" });
    const { pair } = await nextFor("Ada", "analyst", "disputed");
    expect(pair?.given.map(({ reviewer, answer }) => [reviewer, answer])).toEqual([
      ["Ola", "same"],
      ["Ela", "apart"],
    ]);
    expect((await says("Ada", id, "apart", "analyst")).state).toBe("apart");
    await expect(takesBack("Ela")).rejects.toMatchObject({ code: "settled_by_other" });
    expect((await takesBack("Ada")).pair).toMatchObject({ id, state: "disputed" });
  });

  it("are told how far they agree", async () => {
    await needed(2);
    const ids = await pairs(0.1, 0.2, 0.3, 0.4);
    for (const id of ids) await says("Ola", id, id === ids[0] ? "apart" : "same");
    for (const id of ids) await says("Ela", id, id === ids[0] || id === ids[1] ? "apart" : "same");
    // Both "apart" once, both "same" twice, once not: 3/4 agree; by chance (1/4 × 2/4 + 3/4 × 2/4) = 1/2 would.
    const { by_reviewers, agreement, reviewers, pairs: states } = await reviewState(engines);
    expect(by_reviewers).toEqual([{ left: "Ela", right: "Ola", pairs: 4, share: 0.75, kappa: 0.5 }]);
    expect(agreement).toEqual({ pairs: 4, share: 0.75, kappa: 0.5 });
    expect(reviewers).toContainEqual({ reviewer: "Ela", same: 2, apart: 2, skip: 0 });
    expect(states).toEqual({ apart: 1, same: 2, disputed: 1 });
  });
});

describe("an answer taken back", () => {
  it("brings the pair back, again and again, and a skip too", async () => {
    const [first = 0, second = 0] = await pairs(0.1, 0.2);
    await says("Ola", first, "same");
    await says("Ola", second, "skip");
    expect((await takesBack("Ola")).pair).toMatchObject({ id: second, state: "open", mine: null });
    const again = await takesBack("Ola");
    expect(again.pair).toMatchObject({ id: first, state: "open", mine: null, settled_at: null });
    expect([again.waiting, again.undoable]).toEqual([2, false]);
    expect((await takesBack("Ola")).pair?.id).toBe(first);
  });

  it("takes the merge with it: two records are two people again", async () => {
    const [id = 0] = await pairs(0.1);
    await says("Ola", id, "same");
    const merged = await engines.clickhouse.rows(
      "test.merged",
      sql`SELECT uniqExact(customer_id) AS people FROM trait_said WHERE stamp IN (11, 12)`,
    );
    expect(merged).toEqual([{ people: 1 }]);
    await takesBack("Ola");
    const apart = await engines.clickhouse.rows(
      "test.apart",
      sql`SELECT uniqExact(customer_id) AS people FROM trait_said WHERE stamp IN (11, 12)`,
    );
    expect(apart).toEqual([{ people: 2 }]);
  });
});

describe("what identity's limits forbid", () => {
  it("is told before the answer, merges nothing, and keeps its reason", async () => {
    const [, id = 0] = await pairs(9, 0.1);
    expect((await nextFor("Ola")).pair).toMatchObject({ id, would_refuse: "limit:user_id" });
    expect(await says("Ola", id, "same")).toMatchObject({ state: "refused", reason: "limit:user_id" });
    expect(await pairsIn(engines, "refused", 10)).toMatchObject([{ id, reason: "limit:user_id" }]);
    const decisions = await engines.postgres.db
      .selectFrom("identity_decision")
      .selectAll()
      .where("undone_at", "is", null)
      .execute();
    expect(decisions).toEqual([]);
    expect((await takesBack("Ola")).pair).toMatchObject({ id, state: "open", reason: "" });
  });
});
