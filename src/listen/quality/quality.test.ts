// The story of a shop's data: what was told is cleaned once, measured by source, cleaned anew when the country changes,
// forgotten when it is gone; whoever may not see personal data sees masks.
import { beforeAll, describe, expect, test } from "vitest";
import type { Caller, FieldQuality, QualityField } from "#contract";
import { type Engines, sql } from "#storage";
import { testContext } from "../../../tests/context.ts";
import { testEngines } from "../../../tests/engines.ts";
import { noOptions } from "../clean/cleaned.ts";
import { cleanWaiting } from "../clean/run.ts";
import { runQuality } from "./clean.job.ts";
import { qualityRoutes } from "./quality.route.ts";
import { quality, qualityTrend } from "./quality.ts";

type Pairs = readonly (readonly [string, string])[];

let engines: Engines;
let clock = Date.parse("2026-03-10T12:00:00Z");
const now = () => new Date(clock);
const later = (minutes: number) => {
  clock += minutes * 60_000;
};

let told = 0;
async function tell(customer_id: number, source: string, day: string, identifiers: Pairs, traits: Pairs = []) {
  told += 1;
  const at = `${day} 10:00:00.000`;
  const times = { occurred_at: at, original_at: at, sent_at: at, received_at: at };
  const pairs = (kind: "kind" | "name", list: Pairs) => list.map(([name, value]) => ({ [kind]: name, value }));
  const row = { id: told, source, type: "identify", customer_id, version: told, ...times };
  await engines.clickhouse.insert("delivery", [
    { ...row, identifiers: pairs("kind", identifiers), traits: pairs("name", traits) },
  ]);
}

async function fieldOf(source: string, field: QualityField): Promise<FieldQuality> {
  const { sources } = await quality(testContext(engines));
  const found = sources.find((one) => one.source === source)?.fields.find((one) => one.field === field);
  if (!found) throw new Error(`no ${field} of ${source}`);
  return found;
}

async function cleanOf(raw: string): Promise<unknown> {
  const rows = await engines.clickhouse.rows(
    "test",
    sql`SELECT clean, valid FROM clean_value FINAL WHERE raw = ${raw}`,
  );
  return rows[0];
}

beforeAll(async () => {
  engines = await testEngines();
  await tell(
    1,
    "web",
    "2026-01-05",
    [["email", "anna@gmail.com"]],
    [
      ["name", "Anna Nowak"],
      ["phone", "601 234 567"],
    ],
  );
  await tell(2, "web", "2026-01-20", [["email", "joe@gmial.com"]], [["email", "joe@gmial.com"]]);
  await tell(
    3,
    "web",
    "2026-02-02",
    [["user_id", "3"]],
    [
      ["email", "no mail"],
      ["birthday", "31.02.1990"],
    ],
  );
  await tell(4, "till", "2026-02-03", [["loyalty_card", "4"]], [["email", "Anna+till@GoogleMail.com"]]);
  await tell(4, "web", "2026-02-04", [["loyalty_card", "4"]], [["country", "Polska"]]);
});

describe("the quality of the data", () => {
  test("is not defined before anything was measured, but known to be behind", async () => {
    expect(await quality(testContext(engines))).toMatchObject({ measured_at: null, behind: true, sources: [] });
  });

  test("counts customers by source, and one of two sources once in all", async () => {
    expect(await runQuality(engines, { now, page: 2 })).toBe("measured");
    const shown = await quality(testContext(engines));
    expect(shown.behind).toBe(false);
    expect(shown.sources.map(({ source, customers }) => [source, customers])).toEqual([
      ["", 4],
      ["till", 1],
      ["web", 4],
    ]);
    expect(await fieldOf("web", "email")).toMatchObject({
      customers: 4,
      told: 3,
      cleaned: 3,
      valid: 2,
      completeness: 0.75,
    });
    expect(await fieldOf("", "email")).toMatchObject({ customers: 4, told: 4, valid: 3, keyed: 3, shared: 2 });
    expect(await fieldOf("till", "email")).toMatchObject({ customers: 1, told: 1, validity: 1, duplicates: 1 });
  });

  test("has no share where nothing was told", async () => {
    expect(await fieldOf("till", "birthday")).toMatchObject({
      told: 0,
      completeness: 0,
      validity: null,
      duplicates: null,
    });
    expect(await fieldOf("", "currency")).toMatchObject({ validity: null, keyed: null });
  });

  test("tells flags by how many customers they touch", async () => {
    const flags = new Map((await fieldOf("web", "email")).flags.map(({ flag, customers }) => [flag, customers]));
    expect(flags).toEqual(
      new Map([
        ["incomplete", 1],
        ["typo", 1],
      ]),
    );
    expect((await fieldOf("", "birthday")).flags).toEqual([{ flag: "impossible", customers: 1 }]);
    expect((await fieldOf("", "phone")).flags).toEqual([{ flag: "wrong_length", customers: 1 }]);
  });

  test("has a trend by the month in which customers came", async () => {
    const { rows } = await qualityTrend(testContext(engines), { field: "email" });
    expect(rows.map(({ month, customers, told: known, validity }) => [month, customers, known, validity])).toEqual([
      ["2026-01-01", 2, 2, 1],
      ["2026-02-01", 2, 2, 0.5],
    ]);
  });

  test("has nothing to do twice, and is clean at once but measured at most so often", async () => {
    expect(await runQuality(engines, { now })).toBe("nothing");
    later(1);
    await tell(5, "web", "2026-03-01", [["email", "eve@x.pl"]]);
    expect(await runQuality(engines, { now })).toBe("cleaned");
    expect(await cleanOf("eve@x.pl")).toEqual({ clean: "eve@x.pl", valid: true });
    later(10);
    expect(await runQuality(engines, { now })).toBe("measured");
    expect((await fieldOf("", "email")).customers).toBe(5);
  });

  test("is cleaned anew where the default country matters, when that changes", async () => {
    expect(await cleanOf("601 234 567")).toEqual({ clean: "", valid: false });
    await engines.postgres.db.updateTable("workspace").set({ country: "PL" }).execute();
    later(10);
    expect(await runQuality(engines, { now })).toBe("measured");
    expect(await cleanOf("601 234 567")).toEqual({ clean: "+48601234567", valid: true });
    expect((await fieldOf("", "phone")).validity).toBe(1);
  });

  test("keeps nothing of a value that nobody holds any more, and of each day one set of figures", async () => {
    await engines.clickhouse.run("test", sql`DELETE FROM identifier_log WHERE value = 'eve@x.pl'`);
    later(10);
    expect(await runQuality(engines, { now, at_once: true })).toBe("measured");
    expect(await cleanOf("eve@x.pl")).toBeUndefined();
    await expect
      .poll(async () => {
        const rows = await engines.clickhouse.rows(
          "test",
          sql`SELECT uniqExact(measured_at) AS sets FROM quality_figure`,
        );
        return rows;
      })
      .toEqual([{ sets: 1 }]);
  });

  test("goes on where a killed run ended, and comes to the same", async () => {
    const ending = new AbortController();
    const values = async () =>
      await engines.clickhouse.rows(
        "test",
        sql`SELECT kind, raw, clean, key FROM clean_value FINAL ORDER BY raw, kind`,
      );
    const before = await values();
    await engines.clickhouse.run("test", sql`TRUNCATE TABLE clean_value`);
    const options = { ...noOptions, country: "PL", today: "2026-03-10" };
    let pages = 0;
    const broken = cleanWaiting(engines, {
      options,
      page: 2,
      signal: ending.signal,
      now: () => {
        pages += 1;
        if (pages === 2) ending.abort();
        return now();
      },
    });
    await expect(broken).rejects.toThrow();
    await cleanWaiting(engines, { options, page: 2, now });
    expect(await values()).toEqual(before);
    expect(await cleanWaiting(engines, { options, page: 2, now })).toBe(0);
  });
});

describe("examples", () => {
  const examples = qualityRoutes.find(({ path }) => path.endsWith("/examples"));
  const viewer: Caller = { kind: "user", id: "1", name: "V", role: "viewer" };
  const ask = async (query: object, caller?: Caller) => {
    const context = { ...testContext(engines), ...(caller && { caller }) };
    const request = { params: {}, query, body: {}, headers: {}, ip: "", context };
    return await examples?.handle({ ...request, bytes: new (await import("node:stream")).Readable() });
  };

  test("say what was told and what was probably meant", async () => {
    expect(await ask({ field: "email", of: "typo" })).toMatchObject({
      rows: [{ customer_id: "2", raw: "joe@gmial.com", suggestion: "joe@gmail.com", source: "web" }],
    });
    expect(await ask({ field: "email", of: "invalid", source: "web" })).toMatchObject({ rows: [{ raw: "no mail" }] });
  });

  test("put customers with one mailbox beside each other", async () => {
    expect(await ask({ field: "email", of: "shared" })).toMatchObject({
      rows: [
        { customer_id: "1", raw: "anna@gmail.com", group: 1 },
        { customer_id: "4", raw: "Anna+till@GoogleMail.com", group: 1 },
      ],
    });
  });

  test("name whom something is missing of by an identifier", async () => {
    expect(await ask({ field: "phone", of: "missing", source: "till" })).toMatchObject({
      rows: [{ customer_id: "4", raw: "4" }],
    });
  });

  test("are masked for who may not see personal data", async () => {
    const answer = JSON.stringify(await ask({ field: "email", of: "shared" }, viewer));
    expect(answer).toContain("a***@g***.com");
    expect(answer).not.toContain("anna");
  });
});
