// Personal links for the members of a segment: who gets one, what stands in the file, and what an answer by one moves.
import { beforeEach, expect, test } from "vitest";
import { testEngines } from "../../../tests/engines.ts";
import { headers, type Workspace, workspace } from "../definition/definition.fixture.ts";

let here: Workspace;

async function call<Answer>(method: "GET" | "POST" | "PATCH", url: string, payload?: object, more: object = {}) {
  const body = payload === undefined ? {} : { payload };
  const answer = await here.app.inject({ method, url, headers: { ...headers, ...more }, ...body });
  expect(answer.statusCode, answer.body).toBeLessThan(300);
  return { text: answer.body, headers: answer.headers, json: () => answer.json<Answer>() };
}

const file = "/api/v1/surveys/after-delivery/links.csv?segment=friends";

beforeEach(async () => {
  here = await workspace(await testEngines());
  await call("POST", "/api/v1/sources", { name: "Shop", kind: "server" });
  const { write_key } = (await call<{ write_key: string }>("GET", "/api/v1/sources/shop/key")).json();
  const person = (userId: string, traits: object) => ({ type: "identify", userId, messageId: userId, traits });
  await call(
    "POST",
    "/v1/batch",
    {
      batch: [
        person("anna", { email: "anna@example.com" }),
        person("boris", { email: "b@example.com" }),
        person("clara", {}),
      ],
    },
    { authorization: `Basic ${Buffer.from(`${write_key}:`).toString("base64")}` },
  );
  await call("POST", "/api/v1/segments", { id: "friends", name: "Friends" });
  await call("POST", "/api/v1/segments/friends/members", { change: "add", identifiers: ["anna", "boris", "clara"] });
  await call("POST", "/api/v1/surveys", { name: "After delivery", kind: "nps" });
  await call("PATCH", "/api/v1/surveys/after-delivery", { state: "open" });
});

test("each member with an e-mail gets a link of their own, and an answer by it moves NPS by that one customer", async () => {
  const { text, headers: told } = await call("GET", file);
  expect(told["kompas-left-out"]).toBe("1");
  const [head, ...rows] = text.trim().split("\n");
  expect(head).toBe('"customer_id","email","link"');
  expect(rows.map((row) => row.split(",")[1]).toSorted()).toEqual(['"anna@example.com"', '"b@example.com"']);
  for (const row of rows) {
    const token = /\/s\/after-delivery#([\w.-]+)"$/.exec(row)?.[1] ?? "";
    for (const score of [10, 0])
      await call("POST", "/api/v1/survey-answers", { survey: "after-delivery", token, score });
  }
  const values = await call("GET", "/api/v1/metrics/nps/values?by=survey");
  expect(values.json()).toMatchObject({ groups: [{ key: "after-delivery", total: { value: 100, n: 2 } }] });
});

test("by a number that they have, all get one; whom a consent does not reach gets none", async () => {
  const { text } = await call("GET", `${file}&identifier=user_id`);
  expect(text.trim().split("\n")).toHaveLength(4);
  const asked = await call("GET", `${file}&purpose=marketing&channel=email`);
  expect(asked.headers["kompas-left-out"]).toBe("3");
  expect(asked.text.trim().split("\n")).toHaveLength(1);
});

test("what a spreadsheet would take for a formula stays text, and a phone number a number", async () => {
  const { write_key } = (await call<{ write_key: string }>("GET", "/api/v1/sources/shop/key")).json();
  const ids = ["=1+1", "+48600100200"];
  const batch = ids.map((userId) => ({ type: "identify", userId, messageId: userId }));
  await call(
    "POST",
    "/v1/batch",
    { batch },
    { authorization: `Basic ${Buffer.from(`${write_key}:`).toString("base64")}` },
  );
  await call("POST", "/api/v1/segments/friends/members", { change: "add", identifiers: ids });
  const { text } = await call("GET", `${file}&identifier=user_id`);
  expect(text).toContain(`,"'=1+1","http`);
  expect(text).toContain(',"+48600100200","http');
});

test("who may not see personal data gets customers by their numbers", async () => {
  const { key } = (await call<{ key: string }>("POST", "/api/v1/api-keys", { name: "Mail", scope: "write" })).json();
  await call("PATCH", "/api/v1/workspace", { personal_data_role: "admin" });
  const { text } = await call("GET", file, undefined, { authorization: `Bearer ${key}` });
  expect(text).toMatch(/^"customer_id","link"\n"\d+","http/);
  expect(text).not.toContain("@");
});

test("a survey of employees and an unknown segment are refused", async () => {
  await call("POST", "/api/v1/surveys", { id: "team", name: "Team", kind: "enps" });
  const status = async (url: string) => (await here.app.inject({ url, headers })).statusCode;
  expect(await status("/api/v1/surveys/team/links.csv?segment=friends")).toBe(409);
  expect(await status("/api/v1/surveys/after-delivery/links.csv?segment=nobody")).toBe(404);
  expect(await status("/api/v1/surveys/after-delivery/links.csv?segment=friends&purpose=marketing")).toBe(400);
});
