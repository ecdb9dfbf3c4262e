// Erasing a person: no byte of their identifiers stays in either engine, nobody else loses anything, and no replay,
// late event or import brings them back.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { type Engines, sql } from "#storage";
import { testEngines } from "../../../tests/engines.ts";
import { everything, filesWith, isPersonal, plantEverywhere } from "../../../tests/planted.ts";
import { collect } from "../collect/collect.ts";
import { sipHash64 } from "../collect/understand/sip.ts";
import { keepDeadLetters } from "../dead-letter/keep.ts";
import { settled } from "../identify/settle.ts";
import { recent } from "../live/ring.ts";
import { settleLearning } from "../plan/learn.ts";
import { type Source, sources } from "../source/source.ts";
import { runErasure } from "./erase.ts";
import { certificateIn, findRequest, recordRequest, takeUp } from "./request.ts";
import { setTombstones } from "./tombstone.ts";

const at = new Date("2026-03-01T12:00:00Z");
const email = "anna.erased@example.org";
const user = "customer-8812-anna";
const phone = "+48600700811";
const device = "device-anna-55123";
const stamp = String(sipHash64("user_id", user));
const other_stamp = String(sipHash64("email", email));
const secrets = [email, user, "600700811", device, "8812-anna", stamp, other_stamp];

let engines: Engines;
let source: Source;
let data_dir: string;
const context = () => ({
  engines,
  data_dir,
  now: () => at,
  signal: new AbortController().signal,
  settle_ms: 0,
});

async function fresh(): Promise<void> {
  engines = await testEngines();
  data_dir = await mkdtemp(path.join(tmpdir(), "kompas-rights-"));
  await engines.postgres.db
    .insertInto("source")
    .values({ slug: "shop", name: "Shop", kind: "site", write_key: "k", settings: "{}" })
    .execute();
  sources.forget(engines);
  const made = (await sources.get(engines)).by_slug.get("shop");
  if (!made) throw new Error("no source");
  source = made;
}
afterAll(() => rm(data_dir, { recursive: true, force: true }));

const tell = (...events: object[]) => collect(engines, source, events, { now: at });
const order = (id: string, more: object) => ({
  type: "track",
  event: "Order Completed",
  messageId: `m-${id}`,
  timestamp: "2026-02-01T10:00:00Z",
  properties: {
    order_id: id,
    revenue: 25,
    currency: "EUR",
    products: [{ product_id: "p1", quantity: 2, price: 12.5 }],
  },
  ...more,
});

const anna = { userId: user, context: { device: { id: device }, traits: { email, phone } } };

async function tellAll(): Promise<void> {
  await tell(
    { type: "identify", messageId: "i1", userId: user, traits: { email, phone, name: "Anna Erased", city: "Gdynia" } },
    order("A-1", anna),
    order("A-2", anna),
    {
      type: "page",
      messageId: "p1",
      anonymousId: "anon-bob-1",
      properties: { url: `https://x.example/?from=${encodeURIComponent(email)}` },
    },
    order("B-1", {
      userId: "bob-1",
      properties: { order_id: "B-1", revenue: 7, currency: "EUR", referrer: `friend of ${email}, ${email}!` },
    }),
  );
  await keepDeadLetters(engines, [
    {
      source: "shop",
      code: "bad_type",
      message: "no",
      body: JSON.stringify({ type: "nope", userId: user }),
      received_at: at,
    },
    {
      source: "shop",
      code: "bad_type",
      message: "no",
      body: JSON.stringify({ type: "nope", userId: "bob-1" }),
      received_at: at,
    },
  ]);
  // Known by the address alone, and merged with her by it.
  await tell({ type: "track", event: "Letter Opened", messageId: "l1", context: { traits: { email } } });
  await settled(engines);
  await settleLearning(engines);
}

async function erase(policy: "anonymize" | "delete") {
  const row = await recordRequest(
    engines,
    { kind: "erasure", identifier: { kind: "email", value: email }, policy },
    policy,
    { caller: undefined, now: at },
  );
  await takeUp(engines, row.id, email, "Ada");
  await runErasure(row.id, context());
  return await findRequest(engines, row.id);
}

async function holding(): Promise<string[]> {
  const all = await everything(engines);
  return [...all].flatMap(([table, text]) => (secrets.some((one) => text.toLowerCase().includes(one)) ? [table] : []));
}

const revenue = async () =>
  JSON.stringify(
    await engines.clickhouse.rows(
      "test.revenue",
      sql`SELECT sum(revenue) AS revenue, count() AS orders FROM event WHERE name = 'Order Completed'`,
    ),
  );

describe.each(["anonymize", "delete"] as const)("an erasure that is to %s", (policy) => {
  let planted: string[];
  beforeAll(fresh);

  it("leaves no byte of the person in any table or data file of either engine", async () => {
    await tellAll();
    // Into every table once: the other policy differs in the log alone.
    const text = `about ${email} ${user} ${phone} ${device}`;
    planted = policy === "anonymize" ? await plantEverywhere(engines, stamp, text) : [];
    await engines.postgres.pool.query("ANALYZE");
    await mkdir(path.join(data_dir, "uploads"), { recursive: true });
    await mkdir(path.join(data_dir, "log"), { recursive: true });
    await writeFile(path.join(data_dir, "uploads", "a.csv"), `email\n${email}\n`);
    await writeFile(path.join(data_dir, "uploads", "b.csv"), "email\nbob@example.org\n");
    await writeFile(path.join(data_dir, "log", "postgres.log"), `DETAIL: (${email})=\nnext\n`);
    // The look itself must be able to find.
    expect((await holding()).filter(isPersonal)).toEqual(expect.arrayContaining(planted));
    if (inject("local_files"))
      expect((await filesWith(engines, secrets)).length).toBeGreaterThan(3 + planted.length / 3);

    const ended = await erase(policy);

    expect(ended).toMatchObject({ state: "done", subject: null, work: {} });
    expect(await holding()).toEqual([]);
    if (inject("local_files")) expect(await filesWith(engines, secrets)).toEqual([]);
    expect(await readdir(path.join(data_dir, "uploads"))).toEqual(["b.csv"]);
    expect(await readFile(path.join(data_dir, "log", "postgres.log"), "utf8")).toMatch(/^DETAIL: \(x+\)=\nnext\n$/);
    expect(JSON.stringify(recent(engines))).not.toContain(email);
  }, 180_000);

  it("has a certificate with every table, and names nobody", async () => {
    const rows = await engines.postgres.db.selectFrom("rights_request").selectAll().orderBy("id", "desc").execute();
    const [row] = rows;
    const certificate = row && certificateIn(row);
    expect(certificate).toMatchObject({
      policy,
      orders_kept: policy === "anonymize" ? 2 : 0,
      files: { uploads: 1, logs: 1 },
    });
    const counted = certificate?.tables.filter(({ own, named }) => own + named > 0).map(({ table }) => table);
    expect(counted).toEqual(
      expect.arrayContaining([...planted, "event_log", "identifier_log", "trait_log", "dead_letter"]),
    );
    expect(certificate?.records).toBeGreaterThan(1);
    expect(certificate?.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it("takes nothing of anybody else; what named the person is blank", async () => {
    const rows = await engines.clickhouse.rows(
      "test.bob",
      sql`SELECT properties['referrer'] AS referrer, JSONExtractString(body, 'properties', 'referrer') AS told
FROM event WHERE order_id = 'B-1'`,
    );
    expect(rows).toEqual([{ referrer: "friend of [erased], [erased]!", told: "friend of [erased], [erased]!" }]);
    const letters = await engines.clickhouse.rows("test.letters", sql`SELECT body FROM dead_letter FINAL`);
    expect(letters).toEqual([{ body: JSON.stringify({ type: "nope", userId: "bob-1" }) }]);
    expect(await revenue()).toContain(policy === "anonymize" ? '"revenue":57,"orders":3' : '"revenue":7,"orders":1');
  });

  it("stands against a replay, a late event and a letter that names the person", async () => {
    const answer = await tell(order("A-1", anna), { type: "track", event: "Seen", messageId: "late", userId: user });
    expect(answer).toMatchObject({ accepted: 0, dropped: 2 });
    const body = JSON.stringify({ what: { ever: [`mailto:${email}`] } });
    await keepDeadLetters(engines, [{ source: "shop", code: "bad_json", message: "", body, received_at: at }]);
    await tell({ type: "nope", userId: user });
    expect(await holding()).toEqual([]);
  });

  it("can be lifted for somebody who comes back", async () => {
    const known = [
      { kind: "email", value: email },
      { kind: "user_id", value: user },
      { kind: "phone", value: phone },
      { kind: "device_id", value: device },
    ];
    await setTombstones(engines, known, { request_id: 0, lifted: true, now: new Date(at.getTime() + 1_000) });
    expect(await tell({ type: "track", event: "Back", messageId: `back-${policy}`, userId: user })).toMatchObject({
      accepted: 1,
    });
  });
});
