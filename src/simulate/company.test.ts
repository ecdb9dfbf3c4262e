// A company as a whole: the same seed gives the same bytes, and what was planted is there in the stated size.
import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { lostShare } from "./advertising.ts";
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

interface Share {
  readonly share: number;
  readonly error: number;
}

function shareOf(rows: readonly Row[], column: string): Share {
  const share = rows.filter((row) => row[column] === true).length / rows.length;
  return { share, error: Math.sqrt((share * (1 - share)) / rows.length) };
}

it("what is planted is there in the stated size", { timeout: 120_000 }, () => {
  const company = companyOf(3000, (source) => source === "shop" || source === "delivery");
  const { rows } = company;
  const sum = (table: string, column: string) => rows(table).reduce((total, row) => total + Number(row[column]), 0);

  // The table of months is that of orders.
  for (const [month, order] of [
    ["orders", undefined],
    ["revenue_minor", "revenue_minor"],
    ["refunds_minor", "refunded_minor"],
  ] as const)
    expect(sum("month", month)).toBe(order === undefined ? rows("order").length : sum("order", order));
  expect(sum("month", "customers_new")).toBe(rows("customer").filter(({ orders }) => Number(orders) > 0).length);
  expect(sum("customer", "orders")).toBe(rows("order").length);

  // Payments in the broken browser: the stated share is lost.
  const since = (name: string) => Number(rows("friction").find((row) => row.name === name)?.since);
  const columns = columnsOf.shop.split(" ");
  const paid = new Set(
    (company.lines.get("shop") ?? []).flatMap((line) => {
      const cells = line.split(",");
      const there =
        cells[columns.indexOf("browser")] === paymentFriction.browser && cells[columns.indexOf("channel")] === "web";
      const returned = Number(cells[columns.indexOf("quantity")]) < 0;
      return there && !returned && Date.parse(cells[0] ?? "") >= since("payment")
        ? [cells[columns.indexOf("order_id")]]
        : [];
    }),
  ).size;
  const lost = rows("lost_order").length;
  const share = lost / (lost + paid);
  expect(lost + paid).toBeGreaterThan(100);
  expect(Math.abs(share - lostShare)).toBeLessThan(3 * Math.sqrt((lostShare * (1 - lostShare)) / (lost + paid)));

  // Parcels of the slow region take longer by the stated days.
  const parcel = columnsOf.delivery.split(" ");
  const totals = new Map(["slow", "usual"].map((key) => [key, { days: 0, count: 0 }]));
  for (const line of company.lines.get("delivery") ?? []) {
    const cells = line.split(",");
    const at = Date.parse(cells[1] ?? "");
    const took = cells[parcel.indexOf("days")];
    if (!took || at < since("delivery") + 12 * 86_400_000) continue;
    const total = totals.get(cells[parcel.indexOf("region")] === deliveryFriction.region ? "slow" : "usual");
    if (total) Object.assign(total, { days: total.days + Number(took), count: total.count + 1 });
  }
  const meanDays = (key: string) => (totals.get(key)?.days ?? 0) / (totals.get(key)?.count ?? 1);
  expect(Math.abs(meanDays("slow") - meanDays("usual") - deliveryFriction.days)).toBeLessThan(0.3);

  // The campaign: what is seen between treated and held out agrees with what would be, and that with the parameters.
  for (const [segment, { persuaded, put_off }] of Object.entries(campaign.effects)) {
    const all = rows("campaign").filter((row) => row.segment === segment);
    const seen = [true, false].map((treated) =>
      shareOf(
        all.filter((row) => row.treated === treated),
        "ordered",
      ),
    );
    const [treated, held] = seen;
    if (!treated || !held) throw new Error("two groups");
    const truth = shareOf(all, "would_order_treated").share - shareOf(all, "would_order").share;
    expect(Math.abs(treated.share - held.share - truth), segment).toBeLessThan(
      3 * Math.hypot(treated.error, held.error),
    );
    const swayed = (would: boolean) => all.filter((row) => row.would_order === would);
    for (const [would, planted] of [
      [false, persuaded],
      [true, put_off],
    ] as const) {
      const group = swayed(would).map((row) => ({ swayed: row.would_order_treated !== would }));
      const error = Math.sqrt((planted * (1 - planted)) / group.length);
      expect(Math.abs(shareOf(group, "swayed").share - planted), segment).toBeLessThanOrEqual(3 * error);
    }
    expect([segment, Math.sign(truth)]).toEqual([segment, segment === "loyal" ? -1 : 1]);
  }
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
