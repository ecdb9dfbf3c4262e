// A company as a whole: the same seed gives the same bytes, and what was planted is there in the stated size.
import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lostShare } from "./advertising.ts";
import { day_ms } from "./calendar.ts";
import { campaign, deliveryFriction, paymentFriction } from "./company.ts";
import { liveCalls } from "./live.ts";
import { outOf } from "./out.ts";
import { simulate } from "./simulate.ts";
import { columnsOf } from "./source.ts";
import { worldOf } from "./world.ts";
import { type Written, writeCompany } from "./write.ts";

const until = new Date("2026-11-01T00:00:00Z");
type Row = Readonly<Record<string, string | number | boolean | null>>;

/** The lines of some sources and the truth of a company, in memory. */
function companyOf(customers: number, keep: (source: string) => boolean, months = 24, seed = 1) {
  const lines = new Map<string, string[]>();
  const truth = new Map<string, Row[]>();
  const out = outOf(until.getTime(), {
    line: (source, line) => {
      const kept = lines.get(source);
      if (kept) kept.push(line);
      else if (keep(source)) lines.set(source, [line]);
    },
    tell: (table, row) => {
      const rows = truth.get(table);
      if (rows) rows.push(row);
      else truth.set(table, [row]);
    },
  });
  for (const _ of simulate(worldOf({ seed, customers, months, until }, out)));
  return { lines, rows: (table: string) => truth.get(table) ?? [] };
}

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "kompas-company-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function write(name: string, seed: number): Promise<Written> {
  const folders = { files: path.join(folder, name, "files"), truth: path.join(folder, name, "truth") };
  const writing = writeCompany({ seed, customers: 40, months: 12, until }, folders);
  for (;;) {
    const next = await writing.next();
    if (next.done === true) return next.value;
  }
}

async function bytes(name: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const entry of await readdir(path.join(folder, name), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const content = await readFile(path.join(entry.parentPath, entry.name));
    found[entry.name] = createHash("sha256").update(content).digest("hex");
  }
  return found;
}

it("the same seed gives the same bytes, another one another company", async () => {
  const written = await write("one", 1);
  await write("again", 1);
  await write("other", 2);
  const [one, again, other] = await Promise.all(["one", "again", "other"].map(bytes));
  expect(Object.keys(one ?? {}).length).toBe(written.files.length + written.truth.length + 2);
  expect(again).toEqual(one);
  expect(other?.["web.csv"]).not.toBe(one?.["web.csv"]);
});

it("a customer is the same whoever else there is; only visitors, leads and advertising grow with the company", () => {
  const small = companyOf(60, () => true);
  const large = companyOf(90, () => true);
  const persons = (rows: readonly Row[]) => rows.filter(({ person }) => Number(person) > 0 && Number(person) <= 60);
  for (const table of ["customer", "order", "answer", "text", "campaign", "identifier"])
    expect(persons(small.rows(table)), table).toEqual(persons(large.rows(table)));
  for (const [source, lines] of small.lines) {
    if (source === "ads") continue;
    const there = new Set(large.lines.get(source));
    expect([source, lines.filter((line) => !there.has(line))]).toEqual([source, []]);
  }
});

it("every row has the cells of its columns, none twice the same id", () => {
  const { lines } = companyOf(40, () => true, 12);
  const ids = new Set<string>();
  let events = 0;
  for (const [source, rows] of lines) {
    const columns =
      Object.entries(columnsOf)
        .find(([name]) => name === source)?.[1]
        .split(" ") ?? [];
    for (const row of rows) {
      // Quoted cells hold commas; what is left counts.
      const cells = row
        .trimEnd()
        .replace(/"(?:[^"]|"")*"/g, "quoted")
        .split(",");
      expect([row, cells.length]).toEqual([row, columns.length]);
      const cell = (column: string) => cells[columns.indexOf(column)] ?? "";
      if (source === "web" || source === "app") expect(cell("product_id")).toMatch(/^([A-Z]{2}\d+)?$/);
      if (columns[0] !== "message_id") continue;
      events += 1;
      ids.add(`${source} ${cell("message_id")}`);
    }
  }
  expect(ids.size).toBe(events);
});

const meanOf = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;

interface Share {
  readonly share: number;
  readonly error: number;
}

function shareOf(rows: readonly Row[], column: string): Share {
  const share = rows.filter((row) => row[column] === true).length / rows.length;
  return { share, error: Math.sqrt((share * (1 - share)) / rows.length) };
}

describe("of three thousand customers", () => {
  let company: ReturnType<typeof companyOf>;
  beforeAll(() => {
    company = companyOf(3000, (source) => source === "shop" || source === "delivery");
  });

  /** Cells of the kept lines of a source; none of them is quoted. */
  function* cellsOf(source: "shop" | "delivery"): Generator<Readonly<Record<string, string>>> {
    const columns = columnsOf[source].split(" ");
    for (const line of company.lines.get(source) ?? []) {
      const cells = line.trimEnd().split(",");
      yield Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? ""]));
    }
  }

  const since = (name: string) => Number(company.rows("friction").find((row) => row.name === name)?.since);

  it("the months sum up to the orders", () => {
    const sum = (table: string, column: string) =>
      company.rows(table).reduce((total, row) => total + Number(row[column]), 0);
    const orders = company.rows("order").length;
    expect([sum("month", "orders"), sum("customer", "orders")]).toEqual([orders, orders]);
    expect(sum("month", "revenue_minor")).toBe(sum("order", "revenue_minor"));
    expect(sum("month", "refunds_minor")).toBe(sum("order", "refunded_minor"));
    const buyers = company.rows("customer").filter((row) => Number(row.orders) > 0).length;
    expect(sum("month", "customers_new")).toBe(buyers);
  });

  it("the shop's lines sum up to the truth of its orders", () => {
    const worth = new Map<string, number>();
    for (const { order_id = "", quantity, price } of cellsOf("shop"))
      worth.set(order_id, (worth.get(order_id) ?? 0) + Math.round(Number(quantity) * Number(price) * 100));
    for (const { order_id, revenue_minor, refunded_minor } of company.rows("order"))
      expect([order_id, worth.get(String(order_id))]).toEqual([
        order_id,
        Number(revenue_minor) - Number(refunded_minor),
      ]);
  });

  it("the stated share of payments in the broken browser is lost", () => {
    const paid = new Set<string>();
    for (const { order_id = "", occurred_at = "", browser, channel, quantity } of cellsOf("shop")) {
      const there = browser === paymentFriction.browser && channel === "web" && Number(quantity) > 0;
      if (there && Date.parse(occurred_at) >= since("payment")) paid.add(order_id);
    }
    const lost = company.rows("lost_order").length;
    const all = lost + paid.size;
    expect(all).toBeGreaterThan(100);
    expect(Math.abs(lost / all - lostShare)).toBeLessThan(3 * Math.sqrt((lostShare * (1 - lostShare)) / all));
  });

  it("parcels of the slow region take longer by the stated days", () => {
    const days = new Map<boolean, number[]>();
    for (const { occurred_at = "", region, days: took } of cellsOf("delivery")) {
      // Parcels that were sent before are slow nowhere.
      if (took === "" || Date.parse(occurred_at) < since("delivery") + 12 * day_ms) continue;
      const slow = region === deliveryFriction.region;
      const list = days.get(slow) ?? [];
      list.push(Number(took));
      days.set(slow, list);
    }
    const [slow, usual] = [true, false].map((key) => meanOf(days.get(key) ?? []));
    expect((slow ?? 0) - (usual ?? 0)).toBeGreaterThan(deliveryFriction.days - 0.3);
    expect((slow ?? 0) - (usual ?? 0)).toBeLessThan(deliveryFriction.days + 0.3);
  });

  it.each(Object.entries(campaign.effects))("the uplift of the %s is the planted one", (segment, planted) => {
    const all = company.rows("campaign").filter((row) => row.segment === segment);
    const [treated, held] = [true, false].map((side) =>
      shareOf(
        all.filter((row) => row.treated === side),
        "ordered",
      ),
    );
    if (!treated || !held) throw new Error("two groups");
    const truth = shareOf(all, "would_order_treated").share - shareOf(all, "would_order").share;
    // What is seen between treated and held out agrees with what would be, and that with the parameters.
    expect(Math.abs(treated.share - held.share - truth)).toBeLessThan(3 * Math.hypot(treated.error, held.error));
    for (const [would, size] of [
      [false, planted.persuaded],
      [true, planted.put_off],
    ] as const) {
      const group = all.filter((row) => row.would_order === would);
      const swayed = group.filter((row) => row.would_order_treated !== would).length / group.length;
      expect(Math.abs(swayed - size)).toBeLessThanOrEqual(3 * Math.sqrt((size * (1 - size)) / group.length));
    }
    expect(Math.sign(truth)).toBe(segment === "loyal" ? -1 : 1);
  });
});

it("what happens now is the same for the same run, and has other ids in another", () => {
  const size = { seed: 1, customers: 30, months: 12, until };
  const first = (run: number) => {
    const calls = liveCalls(size, 3, run);
    return Array.from({ length: 200 }, () => calls.next().value);
  };
  const one = first(1);
  expect(first(1)).toEqual(one);
  const ids = new Set([...one, ...first(2)].map(({ call }) => call.messageId));
  expect(ids.size).toBe(400);
  const mean = one.reduce((sum, { wait_ms }) => sum + wait_ms, 0) / one.length;
  expect(Math.abs(mean - 1000 / 3)).toBeLessThan((4 * 1000) / 3 / Math.sqrt(200));
});
