// The story of an attached table: read on a schedule, joined by an identifier, its words told once and taken away again.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AttachedTableDraft } from "#contract";
import { type Engines, sql } from "#storage";
import { testEngines } from "../../../../tests/engines.ts";
import { collect } from "../../collect/collect.ts";
import { createSource } from "../../source/record.ts";
import { askDueTables } from "./attached.job.ts";
import { changeTable, createTable, dueTables, findTable, fullLocationOf, shownTable } from "./attached.record.ts";
import { readTable } from "./read.ts";

const noon = new Date("2026-03-01T12:00:00Z");
const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);
const folder = mkdtempSync(path.join(tmpdir(), "kompas-attached-"));
let engines: Engines;
afterAll(() => rmSync(folder, { recursive: true }));

beforeAll(async () => {
  engines = await testEngines();
  const shop = await createSource(engines, { name: "Shop", kind: "site" }, {});
  const people = ["anna", "boris"].map((name) => ({
    type: "identify",
    userId: name,
    messageId: name,
    timestamp: noon,
    traits: { email: `${name}@example.com` },
  }));
  await collect(engines, shop, people, { now: noon });
});

function write(rows: readonly string[]): string {
  const file = path.join(folder, "crm.csv");
  writeFileSync(file, `${["mail,tier,manager", ...rows].join("\n")}\n`);
  return file;
}

function draft(change: Partial<AttachedTableDraft> = {}): AttachedTableDraft {
  return {
    name: "crm",
    location: { kind: "path", path: path.join(folder, "crm.csv") },
    mapping: {
      rows: "customers",
      source: "crm",
      currency: "EUR",
      time_zone: "UTC",
      format: { format: "csv", delimiter: ",", encoding: "utf-8" },
      columns: [
        { column: "mail", target: { to: "identifier", kind: "email" } },
        { column: "tier", target: { to: "trait", name: "tier" } },
        { column: "manager", target: { to: "trait", name: "manager" } },
      ],
    },
    every_minutes: 60,
    enabled: true,
    ...change,
  };
}

async function read(id: number, now: Date) {
  const signal = new AbortController().signal;
  await readTable(id, { engines, data_dir: folder, now: () => now, signal, last: true });
  return shownTable(await findTable(engines, id));
}

function traits() {
  return engines.clickhouse.rows(
    "test",
    sql`SELECT toString(customer_id) AS who, name, value, occurred_at FROM trait WHERE source = 'attached:crm' ORDER BY value, who`,
  );
}

describe("a table that is attached", () => {
  it("tells its columns of the customers that it finds, and makes nobody", async () => {
    write(["Anna@Example.com,gold,Ola", "boris@example.com,silver,", "stranger@example.com,gold,Ola", ",iron,"]);
    const { id } = await createTable(engines, draft(), noon);
    const { result, fault } = await read(id, later(1));
    expect(fault).toBeNull();
    expect(result).toMatchObject({ rows: 3, refused: 1, customers: 2, traits_told: 3, traits_taken_away: 0 });
    expect(await traits()).toMatchObject([
      { name: "manager", value: "Ola", occurred_at: "2026-03-01T12:01:00.000Z" },
      { name: "tier", value: "gold" },
      { name: "tier", value: "silver" },
    ]);
    const [known] = await engines.clickhouse.rows(
      "test",
      sql`SELECT uniqExact(customer_id) AS customers, countIf(source = 'attached:crm') AS own FROM identifier_seen`,
    );
    expect(known).toEqual({ customers: 2, own: 0 });
  });

  it("says nothing when it says the same again", async () => {
    const [{ id } = { id: 0 }] = await engines.postgres.db.selectFrom("attached_table").select("id").execute();
    const before = await traits();
    expect((await read(id, later(61))).result).toMatchObject({ customers: 2, traits_told: 0, traits_taken_away: 0 });
    expect(await traits()).toEqual(before);
  });

  it("tells a new value, and takes away what it says no more", async () => {
    const [{ id } = { id: 0 }] = await engines.postgres.db.selectFrom("attached_table").select("id").execute();
    write(["anna@example.com,platinum,"]);
    expect((await read(id, later(121))).result).toMatchObject({ customers: 1, traits_told: 1, traits_taken_away: 2 });
    expect(await traits()).toMatchObject([{ name: "tier", value: "platinum" }]);
  });

  it("that is empty all at once is a fault and takes nothing away", async () => {
    const [{ id } = { id: 0 }] = await engines.postgres.db.selectFrom("attached_table").select("id").execute();
    write([]);
    const { fault, result } = await read(id, later(181));
    expect(fault?.code).toBe("no_rows");
    expect(result?.traits_told).toBe(1);
    expect(await traits()).toHaveLength(1);
    rmSync(path.join(folder, "crm.csv"));
    expect((await read(id, later(241))).fault?.code).toBe("no_file");
  });

  it("is due again when its time has come, and asked for once", async () => {
    expect(await dueTables(engines, later(300))).toEqual([]);
    expect(await dueTables(engines, later(301))).toHaveLength(1);
    await askDueTables(engines, later(301));
    await askDueTables(engines, later(302));
    const jobs = await engines.postgres.db.selectFrom("job").select("key").where("kind", "=", "attached").execute();
    expect(jobs).toHaveLength(1);
  });
});

describe("the password of a table", () => {
  const url = "postgresql://reader:hunter2@db.example.com/crm";

  it("is kept and never shown, and is asked for again when the place changes", async () => {
    const location = { kind: "database", url, table: "people" } as const;
    const row = await createTable(engines, draft({ name: "remote", location }), noon);
    const shown = shownTable(row);
    expect(JSON.stringify(shown)).not.toContain("hunter2");
    const kept = await changeTable(engines, row.id, { ...draft({ name: "remote" }), location: shown.location }, noon);
    expect(fullLocationOf(kept)).toEqual(location);
    const moved = {
      kind: "database",
      url: url.replace("hunter2", "***").replace("db.", "evil."),
      table: "people",
    } as const;
    await expect(changeTable(engines, row.id, draft({ name: "remote", location: moved }), noon)).rejects.toMatchObject({
      code: "secret_missing",
    });
  });
});
