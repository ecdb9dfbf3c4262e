// The story of enrichment: what people tell becomes traits of its own source, once, whatever dies in between.
import { beforeAll, describe, expect, it } from "vitest";
import { type Engines, sql } from "#storage";
import { testEngines } from "../../../tests/engines.ts";
import { collect } from "../collect/collect.ts";
import { createSource } from "../source/record.ts";
import type { Source } from "../source/source.ts";
import { changeHook, findHook, lastPassOf, listHooks, passOf } from "./hook.record.ts";
import { everybody, type RunContext, runHook } from "./run.ts";

// Yesterday: the engine forgets the pulse of sources after a month.
const noon = new Date(`${new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)}T12:00:00Z`);
let engines: Engines;
let shop: Source;
beforeAll(async () => {
  engines = await testEngines();
  shop = await createSource(engines, { name: "Shop", kind: "site" }, {});
  await listHooks(engines);
});

const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);

async function identify(userId: string, traits: object, now = noon): Promise<void> {
  const event = { type: "identify", userId, traits, messageId: `${userId}-${now.getTime()}`, timestamp: now };
  await collect(engines, shop, [event], { now });
}

function context(now: Date, more: Partial<RunContext> = {}): RunContext {
  return { engines, now: () => now, signal: new AbortController().signal, budget_ms: 60_000, ...more };
}

function traitsOf(userId: string) {
  return engines.clickhouse.rows(
    "test",
    sql`SELECT name, value, source, occurred_at FROM trait
WHERE customer_id = sipHash64('user_id', ${userId}) AND startsWith(source, 'enrich:') ORDER BY name`,
  );
}

async function words(): Promise<unknown> {
  return await engines.clickhouse.rows("test", sql`SELECT * FROM trait_log FINAL ORDER BY ALL`);
}

describe("a phone that somebody told", () => {
  it("becomes a country and a time zone of the hook, true since the phone was told", async () => {
    await identify("anna", { phone: "+48 22 621 00 00" });
    expect(await runHook("phone", context(later(1)))).toBe("done");
    expect(await traitsOf("anna")).toEqual([
      { name: "phone_country", value: "PL", source: "enrich:phone", occurred_at: noon.toISOString() },
      expect.objectContaining({ name: "phone_line", value: "fixed_line" }),
      expect.objectContaining({ name: "phone_region", value: "Masovia" }),
      expect.objectContaining({ name: "phone_time_zone", value: "Europe/Warsaw" }),
    ]);
    expect(lastPassOf(await findHook(engines, "phone"))).toMatchObject({ looked_at: 1, found: 1, nothing: 0 });
  });

  it("leaves no event and no identifier: nothing happened and nobody is known by more", async () => {
    const rows = await engines.clickhouse.rows(
      "test",
      sql`SELECT count() AS events FROM event WHERE source = 'enrich:phone'
UNION ALL SELECT count() FROM identifier_seen WHERE source = 'enrich:phone'`,
    );
    expect(rows).toEqual([{ events: 0 }, { events: 0 }]);
  });

  it("changes nothing when it is told again and looked at again, even over everybody", async () => {
    const before = await words();
    await collect(
      engines,
      shop,
      [
        {
          type: "identify",
          userId: "anna",
          traits: { phone: "+48 22 621 00 00" },
          messageId: `anna-${noon.getTime()}`,
          timestamp: noon,
        },
      ],
      { now: later(2) },
    );
    await runHook("phone", context(later(3)));
    await changeHook(engines, "phone", { pass: everybody(later(4)) });
    await runHook("phone", context(later(4)));
    expect(await words()).toEqual(before);
  });

  it("replaced by another takes away what no longer follows", async () => {
    await identify("anna", { phone: "+1 808 922 2299" }, later(10));
    await runHook("phone", context(later(11)));
    expect(await traitsOf("anna")).toMatchObject([
      { name: "phone_country", value: "US", occurred_at: later(10).toISOString() },
      { name: "phone_line" },
      { name: "phone_region", value: "Hawaii" },
      { name: "phone_time_zone", value: "Pacific/Honolulu" },
    ]);
    await identify("anna", { phone: "+7 916 123-45-67" }, later(12));
    await runHook("phone", context(later(13)));
    const names = (await traitsOf("anna")).map((row) => JSON.stringify(row));
    expect(names.some((row) => row.includes("phone_region"))).toBe(false);
    expect(names.some((row) => row.includes("phone_time_zones"))).toBe(true);
  });
});

describe("a trait that a person told", () => {
  it("stands above the same one of a hook, whenever either came", async () => {
    await identify("boris", { phone: "+48 22 621 00 00", phone_country: "UA" }, later(20));
    await identify("boris", { phone: "+48 22 621 00 01" }, later(21));
    await runHook("phone", context(later(22)));
    const rows = await engines.clickhouse.rows(
      "test",
      sql`SELECT value, source FROM trait WHERE customer_id = sipHash64('user_id', 'boris') AND name = 'phone_country'`,
    );
    expect(rows).toEqual([{ value: "UA", source: "shop" }]);
  });
});

describe("a user agent of an event", () => {
  it("tells the device of the newest event", async () => {
    const agents = {
      phone:
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1",
      desk: "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:125.0) Gecko/20100101 Firefox/125.0",
    };
    const page = (userAgent: string, now: Date) => ({
      type: "page",
      userId: "vera",
      messageId: `vera-${now.getTime()}`,
      timestamp: now,
      context: { userAgent },
    });
    const events = [page(agents.desk, later(31)), page(agents.phone, later(30))];
    await collect(engines, shop, events, { now: later(31) });
    await runHook("device", context(later(32)));
    expect(await traitsOf("vera")).toMatchObject([
      { name: "device_browser", value: "Firefox" },
      { name: "device_os", value: "Windows" },
      { name: "device_type", value: "desktop" },
    ]);
  });
});

describe("a run that dies", () => {
  it("goes on where it was, and ends with what an unbroken one gives", async () => {
    for (const [at, name] of ["u1", "u2", "u3", "u4", "u5"].entries()) {
      await identify(name, { email: `${name}@firm${at}.example` }, later(40));
    }
    // No time at all: a page is done, then others get their turn.
    const stopped = new AbortController();
    stopped.abort();
    await expect(runHook("email_domain", context(later(41), { signal: stopped.signal }))).rejects.toThrow();
    expect(passOf(await findHook(engines, "email_domain"))).toMatchObject({ after: "0", counts: { looked_at: 0 } });
    expect(await runHook("email_domain", context(later(41), { budget_ms: 0 }))).toBe("more");
    expect(passOf(await findHook(engines, "email_domain"))).toMatchObject({ counts: { found: 5 } });
    expect(await runHook("email_domain", context(later(42)))).toBe("done");
    expect(lastPassOf(await findHook(engines, "email_domain"))).toMatchObject({ all: true, looked_at: 5, found: 5 });
    expect(await traitsOf("u3")).toMatchObject([{ name: "company_domain", value: "firm2.example" }]);
  });

  it("is left alone while another process has the hook, until that one is given up", async () => {
    await changeHook(engines, "phone", { leased_until: later(60) });
    expect(await runHook("phone", context(later(59)))).toBe("busy");
    expect(await runHook("phone", context(later(61)))).toBe("done");
  });
});

describe("what an import brings", () => {
  it("is looked at when the import has ended, though its rows bear the time of its beginning", async () => {
    await runHook("phone", context(later(100)));
    const started = later(70);
    await engines.clickhouse.insert("delivery", [
      {
        source: "crm",
        type: "identify",
        customer_id: "77",
        occurred_at: started,
        received_at: started,
        import_id: 9,
        identifiers: [{ kind: "phone", value: "+48226210000" }],
      },
    ]);
    await engines.postgres.db
      .insertInto("import")
      .values({
        source: "crm",
        location: "{}",
        mapping: "{}",
        fingerprint: "",
        state: "done",
        started_at: started,
        ended_at: later(101),
      })
      .execute();
    await runHook("phone", context(later(102)));
    const rows = await engines.clickhouse.rows(
      "test",
      sql`SELECT value FROM trait WHERE customer_id = 77 AND name = 'phone_country'`,
    );
    expect(rows).toEqual([{ value: "PL" }]);
  });
});

describe("a hook that is off", () => {
  it("says nothing; switched on, it makes up for what it has missed", async () => {
    await identify("olga", { name: "Петрова Ольга Ивановна" }, later(110));
    expect(await runHook("salutation", context(later(111)))).toBe("busy");
    expect(await traitsOf("olga")).toEqual([]);
    await changeHook(engines, "salutation", { enabled: true, settings: { languages: ["ru"] } });
    await runHook("salutation", context(later(112)));
    expect(await traitsOf("olga")).toMatchObject([
      { name: "gender_by_name", value: "female" },
      { name: "salutation", value: "Уважаемая" },
    ]);
  });
});
