// docs/tracking-api.md says what the code does: every address, every limit, and examples that are taken.
import { expect, it } from "vitest";
import { committed } from "../../../tests/house/committed.ts";
import { collectRoutes } from "./collect.route.ts";
import { limits } from "./limits.ts";
import { understand } from "./understand.ts";

const guide = committed("docs/tracking-api.md");

it("the guide lists every address, and no other", () => {
  const listed = [...guide.matchAll(/`((?:GET|POST) \/[^`]+)`/g)].map(([, address]) => address);
  expect(listed.toSorted()).toEqual(collectRoutes.map(({ method, path }) => `${method} ${path}`).toSorted());
});

it("the guide tells the limits", () => {
  for (const [what, most] of [
    ["a body, inflated", `${limits.batch_bytes / 1024} KB`],
    ["events of a batch", limits.batch_events.toLocaleString("en")],
    ["one event's JSON", `${limits.event_bytes / 1024} KB`],
    ["names and list entries of one event", limits.values.toLocaleString("en")],
    ["levels of one event", String(limits.depth)],
    ["a messageId", `${limits.message_id_chars} characters`],
  ]) {
    expect(guide).toContain(`| ${what} | ${most} |`);
  }
});

it("the guide's examples are taken", () => {
  const source = { id: 1, slug: "shop", name: "Shop", kind: "site", write_key: "", settings: {}, enabled: true };
  const examples = [...guide.matchAll(/curl \S+\/v1\/(\w+) .*?-d '(.*?)'/gs)];
  expect(examples.map(([, where]) => where)).toEqual(["track", "batch"]);
  for (const [, where, text = ""] of examples) {
    const sent = JSON.parse(text);
    const events: unknown[] = where === "batch" ? sent.batch : [{ ...sent, type: where }];
    for (const event of events) {
      const meta = { source, received_at: new Date(0), batch: {}, body: JSON.stringify(event) };
      expect(understand(event, meta)).toMatchObject({ is: "ok" });
    }
  }
});
