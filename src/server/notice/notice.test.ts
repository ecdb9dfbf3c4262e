// Notices on their way: an e-mail through a real SMTP server, a signed call of a webhook, and who has read what.
import { createHmac } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import type { AlertNotice } from "#contract";
import type { Engines, JobContext } from "#storage";
import { testEngines } from "../../../tests/engines.ts";
import { mailServer } from "../../../tests/mail.ts";
import { readConfig } from "../config.ts";
import { signingKey } from "./key.ts";
import { findNotice, letterId, markRead, noticesFor } from "./notice.ts";
import { sendJob } from "./send.job.ts";
import { wordsOf } from "./text.ts";
import { callWebhook, checkWebhook, signature } from "./webhook.ts";

let engines: Engines;
const now = new Date("2024-05-21T10:00:00Z");

const about: AlertNotice = {
  alert_id: 3,
  name: "Revenue falls",
  metric: "revenue_net",
  metric_name: "Net revenue",
  unit: "money",
  currency: "EUR",
  group: null,
  grain: "day",
  stretch: "2024-05-20",
  condition: { is: "below", value: 1_000_000 },
  value: 812_345,
  before: null,
};

beforeEach(async () => {
  engines = await testEngines();
  vi.stubEnv("KOMPAS_ALLOW_PRIVATE_URLS", "1");
  onTestFinished(() => void vi.unstubAllEnvs());
});

async function notice(key = "alert_fired:3:2024-05-20"): Promise<number> {
  const { id } = await engines.postgres.db
    .insertInto("notice")
    .values({ key, kind: "alert_fired", about: JSON.stringify(about), at: now })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

function context(): JobContext {
  const { signal } = new AbortController();
  return { engines, data_dir: "", now: () => now, signal, attempt: 1, last: false };
}

const portOf = (address: AddressInfo | string | null) => (typeof address === "object" ? (address?.port ?? 0) : 0);

interface Heard {
  readonly body: string;
  readonly headers: http.IncomingHttpHeaders;
}

/** A service that hears calls and answers with a status; its host is listed. */
async function service(status: number): Promise<{ url: string; heard: Heard[] }> {
  const heard: Heard[] = [];
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      heard.push({ body: Buffer.concat(chunks).toString("utf8"), headers: request.headers });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const host = `127.0.0.1:${portOf(server.address())}`;
  await engines.postgres.db.insertInto("enrich_host").values({ host, added_by: "", added_at: now }).execute();
  return { url: `http://${host}/hook`, heard };
}

describe("an e-mail", () => {
  test("says what happened in words, where to look and how to switch it off", () => {
    expect(wordsOf({ kind: "alert_fired", about }, "https://kompas.example.com")).toEqual({
      subject: "Alert: Revenue falls",
      text: [
        "Net revenue is €8,123.45 on 2024-05-20.",
        "You asked to be told of: below €10,000.00.",
        "",
        "https://kompas.example.com/metrics/revenue_net",
        "",
        "Alerts are changed and switched off at https://kompas.example.com/alerts",
      ].join("\n"),
    });
  });

  test("is handed to the mail server, with the same id when it is sent again", async () => {
    const { url, letters } = await mailServer();
    const job = sendJob(readConfig({ KOMPAS_SMTP_URL: url, KOMPAS_MAIL_FROM: "Shop <shop@example.com>" }));
    const payload = { notice_id: await notice(), by: "email", to: "ada@example.com" };
    await job.handle(payload, context());
    await job.handle(payload, context());
    const [first = "", second = ""] = letters;
    expect(first).toContain("From: Shop <shop@example.com>");
    expect(first).toContain("To: ada@example.com");
    expect(first).toContain("Subject: Alert: Revenue falls");
    const id = `Message-ID: <${letterId(payload.notice_id, payload.to)}@kompas>`;
    expect([first.includes(id), second.includes(id)]).toEqual([true, true]);
  });

  test("that is refused for good is not tried again, one that is put off is", async () => {
    const payload = { notice_id: await notice(), by: "email", to: "ada@example.com" };
    const send = async (refusal: number) =>
      sendJob(readConfig({ KOMPAS_SMTP_URL: (await mailServer(refusal)).url })).handle(payload, context());
    await expect(send(550)).rejects.toMatchObject({ code: "mail_refused" });
    await expect(send(451)).rejects.not.toHaveProperty("status");
    await expect(sendJob(readConfig({})).handle(payload, context())).rejects.toMatchObject({ code: "no_mail_server" });
  });
});

describe("a webhook", () => {
  test("hears the notice, signed with the workspace's key and the time", async () => {
    const { url, heard } = await service(204);
    const notice_id = await notice();
    await sendJob(readConfig({})).handle({ notice_id, by: "webhook", to: url }, context());
    const { secret } = await signingKey(engines.postgres, now);
    const [call] = heard;
    const [, time = "", mac] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(call?.headers["kompas-signature"])) ?? [];
    expect(time).toBe("1716285600");
    expect(mac).toBe(createHmac("sha256", secret).update(`${time}.${call?.body}`).digest("hex"));
    expect(JSON.parse(call?.body ?? "")).toEqual({ id: notice_id, kind: "alert_fired", about, at: now.toISOString() });
  });

  test("is signed as RFC 2104 says: the vector of RFC 4231, test case 2, with our own text in front", () => {
    // HMAC-SHA-256 of "what do ya want for nothing?" under "Jefe" is printed there; ours is over "<time>.<body>".
    expect(createHmac("sha256", "Jefe").update("what do ya want for nothing?").digest("hex")).toMatch(
      /^5bdcc146bf60754e/,
    );
    const made = signature("Jefe", "{}", new Date(5_000));
    expect(made).toBe(`t=5,v1=${createHmac("sha256", "Jefe").update("5.{}").digest("hex")}`);
  });

  test("that answers 503 is called again, one that answers 404 is not", async () => {
    const call = async (status: number) => {
      const { url } = await service(status);
      const found = await findNotice(engines.postgres, await notice(`key ${status}`));
      if (found === undefined) throw new Error("it was just written");
      const { signal } = new AbortController();
      await callWebhook(engines, { url, secret: "s", notice: found, now, signal });
    };
    await expect(call(503)).rejects.not.toHaveProperty("status");
    await expect(call(404)).rejects.toMatchObject({ code: "webhook_refused" });
  });

  test("leads neither to hosts that nobody listed nor into the private network", async () => {
    await expect(checkWebhook(engines, "nonsense")).rejects.toMatchObject({ code: "bad_url", field: "webhook" });
    const unlisted = checkWebhook(engines, "https://evil.example.com/");
    await expect(unlisted).rejects.toMatchObject({ code: "host_not_listed", field: "webhook" });
    const { url } = await service(204);
    vi.stubEnv("KOMPAS_ALLOW_PRIVATE_URLS", "");
    await expect(checkWebhook(engines, url)).rejects.toMatchObject({ field: "webhook" });
    await expect(checkWebhook(engines, url.replace("http:", "https:"))).rejects.toMatchObject({ code: "private_url" });
  });
});

describe("the bell", () => {
  test("counts what each person has not read", async () => {
    const [first] = [await notice("one"), await notice("two"), await notice("three")];
    await markRead(engines.postgres, "user:1", [first]);
    const [ada, bob] = [await noticesFor(engines.postgres, "user:1"), await noticesFor(engines.postgres, "user:2")];
    expect([ada.unread, bob.unread]).toEqual([2, 3]);
    expect(ada.rows.map(({ read }) => read)).toEqual([false, false, true]);
    await markRead(engines.postgres, "user:1", "all");
    await markRead(engines.postgres, "user:1", "all");
    expect((await noticesFor(engines.postgres, "user:1")).unread).toBe(0);
    expect((await noticesFor(engines.postgres, "user:2")).unread).toBe(3);
  });
});
