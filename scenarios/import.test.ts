// Stories of imports: what files look like, what cannot be taken, what comes again, what a later file changes.
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { routes } from "#listen";
import type { Engines } from "#storage";
import { testEngines } from "../tests/engines.ts";
import { importStory, type Story } from "./importing.ts";

let engines: Engines;
let story: Story;

beforeEach(async () => {
  engines = await testEngines();
  story = await importStory(engines);
});

const header = "order_id,date,sku,product,qty,price,email,country";
const lines = [
  "A1,2024-01-05 10:00:00,S1,Mug,2,3.50,ann@example.com,PL",
  "A1,2024-01-05 10:00:00,S2,Plate,1,10.00,ann@example.com,PL",
  "A2,2024-02-06 11:00:00,S1,Mug,1,3.50,bob@example.com,DE",
  "A3,2024-02-07 12:00:00,S3,Bowl,1,7.25,,DE",
];
const file = (...rows: string[]) => `${[header, ...rows].join("\n")}\n`;
const whole = { orders: 3, events: 3, customers: 2, revenue_minor: 2775, lines: 4, identifiers: 2, traits: 2 };

/** The dead letters of an import, as the API hands them out. */
async function deadLetters(id: number): Promise<string> {
  const found = routes.find(({ path }) => path.endsWith("dead-letters.csv"));
  const reply = await found?.handle({
    params: { id },
    query: {},
    body: undefined,
    headers: {},
    ip: "127.0.0.1",
    bytes: process.stdin,
    context: {
      engines,
      settings: { name: "", currency: "GBP", time_zone: "UTC", country: "", personal_data_role: "agent" },
      data_dir: story.folder,
      now: () => new Date(),
      signal: new AbortController().signal,
    },
  });
  if (typeof reply !== "object" || reply === null || !("stream" in reply)) throw new Error("No file");
  if (!(reply.stream instanceof Readable)) throw new Error("No stream");
  let text = "";
  for await (const chunk of reply.stream) text += chunk;
  return text;
}

describe("formats: the same orders, however they are written", () => {
  const text = file(...lines);
  const semicolons = text.replaceAll(",", ";").replace(/(\d+)\.(\d\d);/g, "$1,$2;");
  const json = lines
    .map((line) => line.split(","))
    .map((cells) => JSON.stringify(Object.fromEntries(header.split(",").map((name, at) => [name, cells[at]]))))
    .join("\n");
  it.each<[string, string, string | Uint8Array]>([
    ["CSV", "orders.csv", text],
    ["CSV with CRLF and a byte order mark", "orders.csv", `\ufeff${text.replaceAll("\n", "\r\n")}`],
    ["line ends of old Macs", "orders.csv", text.replaceAll("\n", "\r")],
    ["cells over two lines", "orders.csv", text.replace("Mug", '"Mug\nwith a handle"')],
    ["empty lines at the end", "orders.csv", `${text}\n\n`],
    ["TSV", "orders.tsv", text.replaceAll(",", "\t")],
    ["semicolons and decimal commas", "orders.csv", semicolons],
    ["UTF-16", "orders.csv", Buffer.from(`\ufeff${text}`, "utf16le")],
    ["gzip", "orders.csv.gz", gzipSync(text)],
    ["JSON lines", "orders.jsonl", json],
    ["days before months", "orders.csv", text.replace(/(\d{4})-(\d\d)-(\d\d)/g, "$3.$2.$1")],
    [
      "dates in the American order",
      "orders.csv",
      text.replace(/2024-(\d\d)-(\d\d) (\d\d):00:00/g, "$1/$2/2024 $3:00 AM"),
    ],
  ])("%s", async (_, name, content) => {
    const path = await story.write(name, content);
    const state = await story.load({ kind: "path", path });
    expect(state).toMatchObject({ state: "done", error: null, rows_accepted: 4, rows_rejected: 0 });
    expect(await story.totals()).toEqual(whole);
  });

  it("finds Cyrillic in windows-1251 and Russian names of columns", async () => {
    const words = "Номер заказа;Дата;Артикул;Наименование;Количество;Цена;Почта\n1;05.01.2024;S1;Чашка;2;3,50;a@b.ru\n";
    // windows-1251 holds the alphabet in the order of Unicode, from 0xc0 on.
    const bytes = Buffer.from(
      [...words].map((char) => (char >= "А" && char <= "я" ? char.charCodeAt(0) - 0x350 : char.charCodeAt(0))),
    );
    const location = { kind: "path", path: await story.write("заказы.csv", bytes) } as const;
    const preview = await story.preview(location);
    expect(preview.format).toMatchObject({ encoding: "windows-1251", delimiter: ";", decimal_comma: true });
    expect(preview.mapping.columns.map(({ target }) => target.to)).toEqual([
      "order_id",
      "occurred_at",
      "product_id",
      "product_name",
      "quantity",
      "price",
      "identifier",
    ]);
    expect(await story.load(location)).toMatchObject({ state: "done", error: null });
    expect(await story.totals()).toMatchObject({ orders: 1, revenue_minor: 700, customers: 1 });
  });

  it("reads a folder, each file by its own header, an order across both", async () => {
    await story.write("a.csv", file(lines[0] ?? ""));
    const turned = [header, ...lines.slice(1)].map((line) => line.split(",").reverse().join(","));
    await story.write("b.csv", `${turned.join("\n")}\n`);
    await story.load({ kind: "path", path: `${story.folder}/*.csv` });
    expect(await story.totals()).toEqual(whole);
  });

  it("says what is wrong with a location in words", async () => {
    await expect(story.preview({ kind: "path", path: "/nowhere.csv" })).rejects.toMatchObject({ code: "no_file" });
    await expect(story.preview({ kind: "url", url: "http://example.com/a.csv" })).rejects.toMatchObject({
      code: "bad_url",
    });
    await expect(story.preview({ kind: "url", url: "https://127.0.0.1/a.csv" })).rejects.toMatchObject({
      code: "private_url",
    });
    await expect(
      story.preview({ kind: "upload", upload_id: "../../etc/passwd", file_name: "a.csv" }),
    ).rejects.toMatchObject({
      code: "no_file",
    });
    const path = await story.write("empty.csv", "");
    await expect(story.preview({ kind: "path", path })).rejects.toMatchObject({ code: "empty_file" });
  });
});

describe("rows that cannot be taken", () => {
  const broken = [
    ...lines,
    "A1,2024-01-05 10:00:00,S9,Spoon,many,1.00,ann@example.com,PL",
    ",2024-01-05 10:00:00,S1,Mug,1,3.50,ann@example.com,PL",
    "A5,,S1,Mug,1,3.50,ann@example.com,PL",
    "A6,2024-13-40,S1,Mug,1,3.50,ann@example.com,PL",
    "A7,2099-01-01,S1,Mug,1,3.50,ann@example.com,PL",
    "A8,2024-01-05,S1,Mug,1,99999999999,ann@example.com,PL",
  ];

  it("are told apart from the others in the dry run and in the import", async () => {
    const location = { kind: "path", path: await story.write("orders.csv", file(...broken)) } as const;
    const check = await story.check(location);
    expect(check).toMatchObject({ rows: 10, accepted: 4, rejected: 6, orders: 3, customers: 2, without_customer: 1 });
    const state = await story.load(location);
    expect(state).toMatchObject({ rows_total: 10, rows_accepted: 4, rows_rejected: 6 });
    const reasons = state.rejections.map(({ code, column, examples }) => [
      code,
      column,
      examples[0]?.line,
      examples[0]?.value,
    ]);
    expect(new Set(reasons)).toEqual(
      new Set([
        ["bad_number", "qty", 6, "many"],
        ["missing_key", "order_id", 7, ""],
        ["missing_date", "date", 8, ""],
        ["bad_date", "date", 9, "2024-13-40"],
        ["date_in_future", "date", 10, "2099-01-01"],
        ["impossible_number", "price", 11, "99999999999"],
      ]),
    );
    expect(await story.totals()).toEqual(whole);
  });

  it("are mended in their CSV, come in beside the lines of their order, and only once", async () => {
    const state = await story.load({ kind: "path", path: await story.write("orders.csv", file(...broken)) });
    const csv = await deadLetters(state.id);
    const letters: Record<string, string>[] = parse(csv, { columns: true });
    expect(Object.keys(letters[0] ?? {})).toEqual([
      ...header.split(","),
      "kompas_file",
      "kompas_line",
      "kompas_column",
      "kompas_reason",
    ]);
    expect(letters[0]).toMatchObject({ order_id: "A1", qty: "many", kompas_line: "6", kompas_column: "qty" });
    const mended = { kind: "path", path: await story.write("mended.csv", csv.replace("many", "4")) } as const;
    const mapping = { ...(await story.preview(mended)).mapping, source: state.source };
    expect(await story.load(mended, mapping)).toMatchObject({ state: "done", rows_accepted: 1, rows_rejected: 5 });
    const after = { ...whole, lines: 5, revenue_minor: whole.revenue_minor + 400 };
    expect(await story.totals()).toEqual(after);
    // Once more, under another name of the file's content: a remark was added.
    const again = { kind: "path", path: await story.write("again.csv", `${csv.replace("many", "4")}\n`) } as const;
    await story.load(again, mapping);
    expect(await story.totals()).toEqual(after);
  });
});

it("an Excel workbook: days are days, and a row without one is kept apart", async () => {
  const location = { kind: "path", path: fileURLToPath(new URL("files/orders.xlsx", import.meta.url)) } as const;
  const { format } = await story.preview(location);
  expect(format.format).toBe("excel");
  const done = await story.load(location);
  expect(done).toMatchObject({ state: "done", rows_accepted: 3, rows_rejected: 1 });
  expect(done.rejections).toMatchObject([{ code: "missing_date", column: "Order date", examples: [{ line: 5 }] }]);
  expect(await story.totals()).toMatchObject({ orders: 2, customers: 2, lines: 3, revenue_minor: 1425 + 3450 });
});

describe("what comes again", () => {
  it("refunds reduce revenue, and rows of nobody count in it", async () => {
    const refund = "CA2,2024-02-10 09:00:00,S1,Mug,-1,3.50,bob@example.com,DE";
    await story.load({ kind: "path", path: await story.write("orders.csv", file(...lines, refund)) });
    expect(await story.totals()).toMatchObject({ events: 4, revenue_minor: whole.revenue_minor - 350, customers: 2 });
  });

  it("an order of a later file replaces the earlier one, to another customer and day even", async () => {
    await story.load({ kind: "path", path: await story.write("orders.csv", file(...lines)) });
    const location = {
      kind: "path",
      path: await story.write("later.csv", file("A2,2024-03-01 08:00:00,S1,Mug,3,3.50,cy@example.com,DE")),
    } as const;
    const { mapping } = await story.preview(location);
    await story.load(location, { ...mapping, source: "orders" });
    expect(await story.totals()).toMatchObject({ orders: 3, events: 3, customers: 2, revenue_minor: 2775 + 700 });
  });

  it("a file that was imported is recognized; read by another mapping it is not", async () => {
    const location = { kind: "path", path: await story.write("orders.csv", file(...lines)) } as const;
    const { mapping } = await story.preview(location);
    await story.load(location, mapping);
    expect((await story.check(location, mapping)).already_imported).not.toBeNull();
    const other = { ...mapping, columns: mapping.columns.filter(({ target }) => target.to !== "trait") };
    expect((await story.check(location, other)).already_imported).toBeNull();
    await story.load(location, other);
    expect(await story.totals()).toEqual(whole);
  });

  it("any split of the orders in two files, in any order, gives the same totals", async () => {
    const line = fc.record({
      order: fc.integer({ min: 1, max: 8 }),
      product: fc.integer({ min: 1, max: 5 }),
      quantity: fc.integer({ min: -3, max: 9 }).filter((quantity) => quantity !== 0),
      cents: fc.integer({ min: 1, max: 99_999 }),
    });
    const split = fc.record({
      rows: fc.array(line, { minLength: 2, maxLength: 30 }),
      cut: fc.integer({ min: 0, max: 9 }),
      swap: fc.boolean(),
    });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(split, async ({ rows, cut, swap }) => {
        run += 1;
        const written = (order: number) => (row: (typeof rows)[number]) =>
          row.order <= order
            ? [
                `O${row.order},2024-01-0${row.order} 10:00:00,S${row.product},P,${row.quantity},${(row.cents / 100).toFixed(2)},c${row.order % 3}@x.pl,PL`,
              ]
            : [];
        const all = rows.flatMap(written(9));
        const first = rows.flatMap(written(cut));
        const second = all.filter((row) => !first.includes(row));
        const load = async (source: string, part: readonly string[], name: string) => {
          if (part.length === 0) return;
          const location = { kind: "path", path: await story.write(name, file(...part)) } as const;
          await story.load(location, {
            ...(await story.preview(location)).mapping,
            source,
            refund_order_pattern: "^C",
          });
        };
        const before = await story.totals();
        await load(`whole${run}`, all, "whole.csv");
        const one = await story.totals();
        const parts = swap ? [second, first] : [first, second];
        await load(`split${run}`, parts[0] ?? [], "one.csv");
        await load(`split${run}`, parts[1] ?? [], "two.csv");
        const two = await story.totals();
        expect(two.events - one.events).toBe(one.events - before.events);
        expect(two.lines - one.lines).toBe(one.lines - before.lines);
        expect(two.revenue_minor - one.revenue_minor).toBe(one.revenue_minor - before.revenue_minor);
        const sum = rows.reduce((total, { quantity, cents }) => total + quantity * cents, 0);
        expect(one.revenue_minor - before.revenue_minor).toBe(sum);
      }),
      { numRuns: 8 },
    );
  });
});

describe("other rows than order lines", () => {
  it("customers bring identifiers and traits, events their names and properties", async () => {
    const people = "email,first_name,city\nann@example.com,Ann,Lublin\nbob@example.com,Bob,\n,Nobody,\n";
    const state = await story.load({ kind: "path", path: await story.write("people.csv", people) });
    expect(state).toMatchObject({ state: "done", rows_accepted: 2, rows_rejected: 1, events: 0, customers: 2 });
    expect(await story.totals()).toMatchObject({ events: 0, identifiers: 2, traits: 3 });
    const events =
      "event,timestamp,email\nApp Opened,1704448800,ann@example.com\nApp Opened,1704448800,ann@example.com\n";
    expect(await story.load({ kind: "path", path: await story.write("events.csv", events) })).toMatchObject({
      events: 2,
    });
    expect(await story.totals()).toMatchObject({ events: 2, customers: 1 });
  });
});
