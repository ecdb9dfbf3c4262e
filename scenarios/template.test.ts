// Templates bring segments: each is a condition of the one language and speaks of events that its template expects.

import { Value } from "typebox/value";
import { beforeAll, expect, test } from "vitest";
import { createSegment } from "#analyze";
import { type Context, TemplateList } from "#contract";
import { beginningRoutes } from "#listen";
import type { Engines } from "#storage";
import { testContext } from "../tests/context.ts";
import { testEngines } from "../tests/engines.ts";

let context: Context<Engines>;

beforeAll(async () => {
  context = testContext(await testEngines());
});

test("every segment of every template is made, and names only events that are expected", async () => {
  const routes = beginningRoutes({
    changeSettings: async () => undefined,
    addSegment: async (asker, segment) => (await createSegment(asker, segment)).state === "computing",
  });
  const call = async (method: string, path: string, id: string) => {
    const route = routes.find((each) => each.method === method && each.path === path);
    if (!route) throw new Error(`no ${method} ${path}`);
    const request = {
      params: { id },
      query: {},
      body: { language: "pl" },
      headers: {},
      ip: "127.0.0.1",
      bytes: process.stdin,
      context,
    };
    return await route.handle(request);
  };
  const { rows } = Value.Parse(TemplateList, await call("GET", "/api/v1/templates", ""));
  let made = 0;
  for (const template of rows) {
    const applied = Object(await call("POST", "/api/v1/templates/:id/apply", template.id));
    for (const { part, result } of applied.rows) if (part === "segment") expect(result).toBe("added");
    const expected = new Set(template.events.map(({ name }) => name));
    for (const { condition } of template.segments) {
      for (const [, name] of JSON.stringify(condition).matchAll(/"event":"([^"]+)"/g)) expect(expected).toContain(name);
      made += 1;
    }
  }
  expect(made).toBe(12);
}, 60_000);
