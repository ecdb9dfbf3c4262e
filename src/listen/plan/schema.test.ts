// A plan as JSON Schema: it comes back as it went, and the guide shows one.
import fs from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planDifferences } from "./apply.ts";
import { type PlannedSource, planDocument, readDocument } from "./schema.ts";

const names = fc
  .string({ minLength: 1, maxLength: 20 })
  .filter((name) => !/^__proto__$|\0/.test(name) && name.trim() === name);
const text = fc.string({ maxLength: 30 }).filter((said) => !said.includes("\0"));
const property = fc.oneof(
  fc.record({
    state: fc.constant("approved" as const),
    type: fc.constantFrom("text", "number", "boolean", "time", "list", "object", null),
    required: fc.boolean(),
    description: text,
    allowed: fc.constant([]),
  }),
  fc.record({
    state: fc.constant("approved" as const),
    type: fc.constant("text" as const),
    required: fc.boolean(),
    description: text,
    allowed: fc.uniqueArray(text, { minLength: 1, maxLength: 4 }),
  }),
  fc.record({
    state: fc.constant("ignored" as const),
    type: fc.constant(null),
    required: fc.constant(false),
    description: text,
    allowed: fc.constant([]),
  }),
);
const plans: fc.Arbitrary<PlannedSource> = fc
  .record({
    source: fc.stringMatching(/^[a-z][a-z0-9_-]{0,20}$/),
    policy: fc.constantFrom("accept", "flag", "dead_letter"),
    events: fc.dictionary(names, fc.dictionary(names, property, { maxKeys: 4 }), { minKeys: 1, maxKeys: 4 }),
  })
  .map(({ source, policy, events }) => ({
    source,
    policy,
    events: Object.entries(events).map(([name, properties]) => ({
      source,
      type: "track",
      name,
      state: "approved" as const,
      description: "",
      properties: Object.entries(properties).map(([its, values]) => ({ name: its, ...values })),
    })),
  }));

describe("a plan as JSON Schema", () => {
  it("comes back as it went, whatever the names", () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const back = readDocument(JSON.parse(JSON.stringify(planDocument([plan]))));
        return planDifferences([plan], back).length === 0;
      }),
    );
  });
});

describe("the guide", () => {
  it("shows a document that is one", () => {
    const guide = fs.readFileSync(new URL("../../../docs/tracking-plan.md", import.meta.url), "utf8");
    const [, shown = ""] = /```json\n(.*?)```/s.exec(guide) ?? [];
    const [web] = readDocument(JSON.parse(shown));
    expect(JSON.parse(JSON.stringify(planDocument(web ? [web] : [])))).toMatchObject(JSON.parse(shown));
  });
});
