// E-mails of a dashboard on a schedule: one of each due moment, through a real mail server, until somebody stops them.
import { beforeEach, describe, expect, test } from "vitest";
import type { DigestDraft, Widget } from "#contract";
import type { Engines } from "#storage";
import { testContext } from "../../../tests/context.ts";
import { testEngines } from "../../../tests/engines.ts";
import { mailServer } from "../../../tests/mail.ts";
import { deliver, order } from "../../../tests/orders.ts";
import { readConfig } from "../config.ts";
import { digestJobs, sendDashboard } from "./digest.job.ts";
import { addDigest, listDigests, planDue, removeDigest, stopDigest } from "./digest.ts";

let engines: Engines;
let dashboard = 0;
let clock: Date;
const day_ms = 86_400_000;
const place = { x: 0, y: 0, w: 3, h: 2 };
const mondays: DigestDraft = {
  every: "week",
  day: 1,
  hour: 9,
  emails: ["ada@example.com", "bo@example.com"],
  language: "en",
};
const widgets: readonly Widget[] = [
  { id: "t", kind: "text", title: "Note", place, text: "# Hello <you>" },
  { id: "n", kind: "number", title: "", place, metric: "revenue_net" },
  { id: "o", kind: "trend", title: "", place, metric: "orders" },
  { id: "b", kind: "breakdown", title: "", place, metric: "revenue_net", by: "property:country" },
  { id: "p", kind: "breakdown", title: "Towns", place, metric: "revenue_net", by: "property:town" },
];

const asking = () => ({ ...testContext(engines), now: () => clock });

beforeEach(async () => {
  engines = await testEngines();
  // A Tuesday.
  clock = new Date("2024-05-21T10:00:00Z");
  const { id } = await engines.postgres.db
    .insertInto("dashboard")
    .values({
      name: "Sales",
      owner: "",
      owner_name: "",
      visibility: "workspace",
      period: "last_7_days",
      compare: "previous",
      widgets: JSON.stringify(widgets),
      created_at: clock,
      changed_at: clock,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  dashboard = id;
});

/** The e-mails that were asked for: for when, and to whom. */
async function asked(): Promise<string[]> {
  const jobs = await engines.postgres.db
    .selectFrom("job")
    .select("payload")
    .where("kind", "=", "digest.send")
    .orderBy("id")
    .execute();
  return jobs.map(({ payload }) => `${payload.due} ${payload.to}`);
}

/** Sends what was asked for, as a worker does. */
async function send(url: string): Promise<void> {
  const handler = digestJobs(
    readConfig({ KOMPAS_SMTP_URL: url, KOMPAS_PUBLIC_URL: "https://kompas.example.com" }),
  ).find(({ kind }) => kind === "digest.send");
  const jobs = await engines.postgres.db.selectFrom("job").selectAll().where("kind", "=", "digest.send").execute();
  const { signal } = new AbortController();
  for (const { id, payload } of jobs) {
    await handler?.handle(payload, { engines, data_dir: "", now: () => clock, signal, attempt: 1, last: false });
    await engines.postgres.db.deleteFrom("job").where("id", "=", id).execute();
  }
}

/** Lines that quoted-printable folded and escaped are whole again. */
function plain(letter: string): string {
  const bytes = letter
    .replace(/=\r\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}

describe("of each due moment one e-mail is asked for", () => {
  test("when it has come, and not before: what was due before anybody asked is not missed", async () => {
    const digest = await addDigest(asking(), dashboard, mondays);
    expect(digest).toMatchObject({ next_at: "2024-05-27T09:00:00.000Z", sent_for: null });
    await planDue(asking());
    expect(await asked()).toEqual([]);
    clock = new Date("2024-05-27T09:05:00Z");
    await planDue(asking());
    await planDue(asking());
    const both = ["2024-05-27T09:00:00.000Z ada@example.com", "2024-05-27T09:00:00.000Z bo@example.com"];
    expect(await asked()).toEqual(both);
    expect(await listDigests(asking(), dashboard)).toMatchObject([{ sent_for: "2024-05-27T09:00:00.000Z" }]);
  });

  test("also by several servers at one time", async () => {
    await addDigest(asking(), dashboard, mondays);
    clock = new Date("2024-05-27T09:05:00Z");
    await Promise.all([planDue(asking()), planDue(asking()), planDue(asking())]);
    expect(await asked()).toHaveLength(2);
  });

  test("and after three weeks without a server one, late, of the last moment", async () => {
    await addDigest(asking(), dashboard, mondays);
    clock = new Date(clock.getTime() + 21 * day_ms);
    await planDue(asking());
    expect(await asked()).toEqual([
      "2024-06-10T09:00:00.000Z ada@example.com",
      "2024-06-10T09:00:00.000Z bo@example.com",
    ]);
  });
});

describe("an e-mail", () => {
  beforeEach(async () => {
    const may = (day: number) => new Date(Date.UTC(2024, 4, day, 12));
    await deliver(
      engines,
      Array.from({ length: 20 }, (_, index) =>
        order({ order_id: `O${index}`, customer: 1, at: may(1 + index), cents: 10_000, country: "PL" }),
      ),
    );
  });

  test("tells each number with the change and as a table, and no personal data; a click stops it for one", async () => {
    await addDigest(asking(), dashboard, mondays);
    clock = new Date("2024-05-27T09:05:00Z");
    await planDue(asking());
    const { url, letters } = await mailServer();
    await send(url);
    expect(letters).toHaveLength(2);
    const first = plain(letters[0] ?? "");
    expect(first).toContain("To: ada@example.com");
    expect(first).toContain("14 May 2024 – 20 May 2024");
    expect(first).toContain("Net revenue: €700.00 — 0.0% · €700.00 before");
    expect(first).toContain("Orders: 7 — 0.0% · 7 before");
    expect(first).toContain("Net revenue by country");
    expect(first).toContain("PL: €700.00");
    expect(first).toContain("Not for this e-mail");
    expect(first).toContain("Hello &lt;you&gt;");
    expect(first).toContain(`https://kompas.example.com/dashboards/${dashboard}`);
    expect(first).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
    const [, token = ""] =
      /^List-Unsubscribe:\s+<https:\/\/kompas\.example\.com\/unsubscribe\/([^>]+)>/m.exec(first) ?? [];
    await stopDigest(engines, token);
    expect(await listDigests(asking(), dashboard)).toMatchObject([{ emails: ["bo@example.com"] }]);
    await expect(stopDigest(engines, token)).rejects.toMatchObject({ code: "link_invalid" });
    await expect(stopDigest(engines, `${token}A`)).rejects.toMatchObject({ code: "link_invalid" });
    clock = new Date(clock.getTime() + 7 * day_ms);
    await planDue(asking());
    await send(url);
    expect(letters).toHaveLength(3);
    expect(letters[2]).toContain("To: bo@example.com");
  });

  test("that was stopped or ended between being asked for and being sent is not sent", async () => {
    const { id } = await addDigest(asking(), dashboard, mondays);
    clock = new Date("2024-05-27T09:05:00Z");
    await planDue(asking());
    await removeDigest(asking(), dashboard, id);
    const { url, letters } = await mailServer();
    await send(url);
    expect(letters).toEqual([]);
  });

  test("is sent at once as a trial, in the language that is wanted, with nothing to stop", async () => {
    const { url, letters } = await mailServer();
    const config = readConfig({ KOMPAS_SMTP_URL: url });
    const trial = { id: "trial-1", to: "eva@example.com", language: "pl" } as const;
    await sendDashboard(config, asking(), dashboard, trial);
    const letter = plain(letters[0] ?? "");
    expect(letter).toContain("Przychód netto: 700,00");
    expect(letter).toContain("wcześniej 700,00");
    expect(letter).toContain("Otwórz pulpit");
    expect(letter).not.toContain("List-Unsubscribe");
    const none = sendDashboard(readConfig({}), asking(), dashboard, trial);
    await expect(none).rejects.toMatchObject({ code: "no_mail_server" });
  });
});

test("a week has seven days", async () => {
  await expect(addDigest(asking(), dashboard, { ...mondays, day: 8 })).rejects.toMatchObject({ field: "day" });
});
