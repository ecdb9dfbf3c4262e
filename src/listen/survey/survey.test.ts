// A survey from its draft to its answers: once a link, once a browser, and never when it is closed.
import { beforeEach, describe, expect, it } from "vitest";
import type { Context, SurveyAnswer } from "#contract";
import { type Engines, sql } from "#storage";
import { testContext } from "../../../tests/context.ts";
import { testEngines } from "../../../tests/engines.ts";
import { collect } from "../collect/collect.ts";
import { sipHash64 } from "../collect/understand/sip.ts";
import { secretsOf } from "../consent/link.ts";
import { createSource } from "../source/record.ts";
import { sourceOfKey } from "../source/source.ts";
import { openForm, takeAnswer } from "./answer.ts";
import { surveyToken } from "./link.ts";
import { changeSurvey, createSurvey, findSurvey } from "./survey.ts";

let context: Context<Engines>;
const browser = "0b54f1c6-7a5e-4c5e-9d53-6a3b7c2d1e0f";

/** The customer of an account. */
const customer = (user_id: string) => String(sipHash64("user_id", user_id));
const writing = () => ({ by: "Anna", now: context.now() });
const answers = (answer: Partial<SurveyAnswer>) =>
  takeAnswer(context, { survey: "after-delivery", score: 9, ...answer }, "127.0.0.1");
const tokenOf = async (user_id: string, survey = "after-delivery") =>
  surveyToken(survey, customer(user_id), (await secretsOf(context.engines))[0]);

/** Answers as everybody who counts reads them. */
async function told() {
  return await context.engines.clickhouse.rows(
    "test.told",
    sql`SELECT toString(customer_id) AS customer, properties['score'] AS score, properties['text'] AS text, channel
FROM event
WHERE name = 'Survey Responded' AND properties['survey_id'] = 'after-delivery'
ORDER BY event.received_at, event.id`,
  );
}

beforeEach(async () => {
  let asked = 0;
  const begun_ms = Date.UTC(2024, 5, 1);
  const now = () => new Date(begun_ms + 1_000 * asked++);
  context = { ...testContext(await testEngines()), now };
  const { engines } = context;
  const { write_key } = await createSource(engines, { name: "Shop", kind: "site" }, {});
  const people = ["anna", "boris"].map((userId) => ({ type: "identify", userId, traits: { plan: "gold" } }));
  await collect(engines, await sourceOfKey(engines, write_key), people, { now: now() });
  await createSurvey(engines, { name: "After delivery", kind: "nps" }, writing());
  await changeSurvey(engines, "after-delivery", { state: "open" }, writing());
});

describe("by a personal link", () => {
  it("a customer answers once, with the comment, whatever is sent later", async () => {
    const token = await tokenOf("anna");
    expect((await openForm(context, { survey: "after-delivery", token })).state).toBe("open");
    await answers({ token, score: 9, text: " Fast ", language: "en" });
    const once = [{ customer: customer("anna"), score: "9", text: "Fast", channel: "survey" }];
    expect(await told()).toEqual(once);
    expect((await openForm(context, { survey: "after-delivery", token })).state).toBe("answered");
    await answers({ token, score: 2, text: "Slow" });
    await answers({ token, score: 9, text: " Fast ", language: "en" });
    expect(await told()).toEqual(once);
  });

  it("two answers on their way at once are one", async () => {
    const token = await tokenOf("anna");
    await Promise.all([answers({ token, score: 9 }), answers({ token, score: 9 })]);
    expect(await told()).toHaveLength(1);
  });

  it("a forged token, one of another survey and one of nobody open nothing", async () => {
    const token = await tokenOf("anna");
    const forged = [
      token.replace(customer("anna"), customer("boris")),
      await tokenOf("anna", "another"),
      await tokenOf("nobody"),
      `${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`,
      "nonsense",
    ];
    for (const each of forged) {
      await expect(answers({ token: each })).rejects.toMatchObject({ status: 404, code: "link_invalid" });
      await expect(openForm(context, { survey: "after-delivery", token: each })).rejects.toMatchObject({ status: 404 });
    }
    expect(await told()).toEqual([]);
  });
});

it("employees answer without a link of their own: one that was made for the same name opens nothing", async () => {
  const token = await tokenOf("anna", "team");
  await createSurvey(context.engines, { id: "team", name: "The team", kind: "enps" }, writing());
  await changeSurvey(context.engines, "team", { state: "open" }, writing());
  await expect(answers({ survey: "team", token })).rejects.toMatchObject({ code: "link_invalid" });
  expect((await openForm(context, { survey: "team" })).state).toBe("open");
});

describe("without a personal link", () => {
  it("a browser answers once, as somebody unknown", async () => {
    await answers({ browser, score: 3 });
    await answers({ browser, score: 10 });
    await answers({ browser: browser.replace("0b", "0c"), score: 10 });
    expect((await told()).map((answer) => Object(answer).score).toSorted()).toEqual(["10", "3"]);
  });

  it("is refused where personal links are wanted", async () => {
    await changeSurvey(context.engines, "after-delivery", { anonymous: false }, writing());
    expect(await openForm(context, { survey: "after-delivery" })).toMatchObject({ state: "link_needed", texts: null });
    await expect(answers({ browser })).rejects.toMatchObject({ status: 403, code: "link_needed" });
    await answers({ token: await tokenOf("boris") });
    expect(await told()).toHaveLength(1);
  });
});

it("a draft and a closed survey take nothing and say so; a score beside the scale is refused", async () => {
  await expect(answers({ browser, score: 11 })).rejects.toMatchObject({ code: "bad_score", field: "score" });
  for (const state of ["closed", "draft"] as const) {
    await changeSurvey(context.engines, "after-delivery", { state }, writing());
    expect(await openForm(context, { survey: "after-delivery" })).toMatchObject({ state: "closed", texts: null });
    await expect(answers({ browser })).rejects.toMatchObject({ status: 409, code: "survey_not_open" });
  }
  expect(await told()).toEqual([]);
});

describe("the definition", () => {
  it("gets an id of its name, the usual words and scale, and keeps what nobody changed", async () => {
    const { engines } = context;
    const second = await createSurvey(engines, { name: "After delivery", kind: "csat" }, writing());
    expect(second).toMatchObject({ id: "after-delivery-2", scale: 5, state: "draft", scores: [1, 2, 3, 4, 5] });
    expect(second.texts.pl.question).not.toBe("");
    await changeSurvey(engines, second.id, { name: " Better " }, writing());
    expect(await findSurvey(engines, second.id)).toMatchObject({ name: "Better", texts: second.texts });
  });

  it("is refused with the mend: a taken id, a scale of another kind, no question, a team with names", async () => {
    const { engines } = context;
    const make = (create: Parameters<typeof createSurvey>[1]) => createSurvey(engines, create, writing());
    await expect(make({ id: "after-delivery", name: "A", kind: "nps" })).rejects.toMatchObject({
      code: "survey_taken",
    });
    await expect(make({ name: "A", kind: "ces", scale: 5 })).rejects.toMatchObject({ code: "bad_scale" });
    await expect(make({ name: "A", kind: "enps", anonymous: false })).rejects.toMatchObject({
      code: "team_is_anonymous",
    });
    const silent = { question: "", low: "", high: "", follow_up: "", thanks: "" };
    const texts = { en: silent, ru: silent, pl: silent };
    await expect(changeSurvey(engines, "after-delivery", { texts }, writing())).rejects.toMatchObject({
      code: "no_question",
      field: "texts.en.question",
    });
  });
});
