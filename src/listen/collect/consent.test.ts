// What people agree to, as Segment's and RudderStack's clients say it, and as it stands in the event log.
import { describe, expect, it } from "vitest";
import { sql } from "#storage";
import { testEngines } from "../../../tests/engines.ts";
import { createSource } from "../source/record.ts";
import { sources } from "../source/source.ts";
import { collect } from "./collect.ts";
import { understand } from "./understand.ts";

const now = new Date("2026-03-01T12:00:00.000Z");
const source = { id: 1, slug: "shop", name: "Shop", kind: "site", write_key: "k", settings: {}, enabled: true };

const track = (event: string, more: object = {}) => ({ type: "track", event, userId: "u1", messageId: "m1", ...more });

/** The event's name and consents as they are understood. */
function told(event: object) {
  const verdict = understand(event, { source, received_at: now, batch: {}, body: JSON.stringify(event) });
  if (verdict.is !== "ok") throw new Error(JSON.stringify(verdict));
  return { name: verdict.event.name, consents: { ...verdict.event.consents } };
}

describe("any event", () => {
  it("says by Segment's shape what holds while it happens", () => {
    const categoryPreferences = { Advertising: true, Analytics: "denied", Functional: 3 };
    expect(told(track("Clicked", { context: { consent: { categoryPreferences } } })).consents).toEqual({
      Advertising: true,
      Analytics: false,
    });
  });

  it("says it by RudderStack's shape; what is both allowed and denied is denied", () => {
    const consentManagement = {
      allowedConsentIds: ["analytics", "C0002", 7, ""],
      deniedConsentIds: ["ads", "C0002", null],
      provider: "custom",
    };
    const { consents } = told(track("Clicked", { context: { consentManagement } }));
    expect(consents).toEqual({ analytics: true, 7: true, ads: false, C0002: false });
  });

  it("says nothing of it in its properties, or in what has another shape", () => {
    expect(told(track("Form Sent", { properties: { categoryPreferences: { Ads: true } } })).consents).toEqual({});
    expect(told(track("Clicked", { context: { consentManagement: "all", consent: ["x"] } })).consents).toEqual({});
  });
});

describe("the change itself", () => {
  const context = { consent: { categoryPreferences: { Advertising: true, Functional: true } } };
  const categoryPreferences = { Advertising: false, Analytics: "granted" };

  it.each(["Consent Updated", "consent_updated", "Segment Consent Preference Updated", "Consent Preferences Updated"])(
    "is known as %s; its properties win over its context",
    (name) => {
      expect(told(track(name, { context, properties: { categoryPreferences } }))).toEqual({
        name: "Consent Updated",
        consents: { Advertising: false, Analytics: true, Functional: true },
      });
    },
  );

  it("may name what was allowed and denied, or leave it to its context", () => {
    const properties = { allowedConsentIds: ["Analytics"], deniedConsentIds: ["Functional"] };
    expect(told(track("Consent Updated", { context, properties })).consents).toEqual({
      Advertising: true,
      Analytics: true,
      Functional: false,
    });
    expect(told(track("Consent Updated", { context })).consents).toEqual({ Advertising: true, Functional: true });
  });

  it("may say it by flat properties, as our SDK does, or of one purpose and channel", () => {
    const flat = { analytics: true, Marketing: "denied", double_opt_in: false, note: "by phone", state: "x" };
    expect(told(track("Consent Updated", { properties: flat })).consents).toEqual({
      analytics: true,
      Marketing: false,
    });
    const one = { purpose: "marketing", channel: "email", granted: "withdrawn", text_version: "3" };
    expect(told(track("Consent Updated", { properties: one })).consents).toEqual({ "marketing:email": false });
    expect(told(track("Consent Updated", { properties: { purpose: "sharing", granted: true } })).consents).toEqual({
      sharing: true,
    });
  });

  it("stands in the event log with what it set", async () => {
    const engines = await testEngines();
    const { slug } = await createSource(engines, { name: "Shop", kind: "site" }, {});
    const shop = (await sources.get(engines)).by_slug.get(slug);
    if (!shop) throw new Error("the source was not made");
    await collect(engines, shop, [track("consent_updated", { context, properties: { categoryPreferences } })], { now });
    const rows = await engines.clickhouse.rows(
      "test.consents",
      sql`SELECT name, consents['Advertising'] AS advertising, consents['Analytics'] AS analytics, length(consents) AS said FROM event`,
    );
    expect(rows).toEqual([{ name: "Consent Updated", advertising: false, analytics: true, said: 3 }]);
  });
});
