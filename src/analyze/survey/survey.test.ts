// What came back to a survey: the metric's own score, and what of it may be told.
import { beforeEach, expect, it } from "vitest";
import type { Context, SurveyKind } from "#contract";
import type { Engines } from "#storage";
import { testContext } from "../../../tests/context.ts";
import { testEngines } from "../../../tests/engines.ts";
import { happen } from "../../../tests/people.ts";
import { metricAnswer } from "../metric/answer.ts";
import { surveyResults } from "./results.ts";
import { countsQuery } from "./survey.sql.ts";

let context: Context<Engines>;

async function define(id: string, kind: SurveyKind, scale: number): Promise<void> {
  const instant = context.now();
  const none = { question: "", low: "", high: "", follow_up: "", thanks: "" };
  await context.engines.postgres.db
    .insertInto("survey")
    .values({
      ...{ id, kind, scale, name: id, state: "open", anonymous: true, changed_by: "" },
      texts: JSON.stringify({ en: none, ru: none, pl: none }),
      ...{ created_at: instant, changed_at: instant },
    })
    .execute();
}

/** Customers 1, 2, 3, … answer a day apart. */
async function answered(survey_id: string, kind: SurveyKind, scale: number, scores: readonly number[]): Promise<void> {
  await happen(
    context.engines,
    scores.map((score, place) => ({
      customer: place + 1,
      name: "Survey Responded",
      at: new Date(Date.UTC(2024, 2, place + 1)),
      key: `${survey_id} ${scale}`,
      properties: {
        ...{ survey_id, kind, scale: String(scale), score: String(score) },
        text: score < 5 ? `low ${score}` : "",
      },
    })),
  );
}

beforeEach(async () => {
  context = testContext(await testEngines());
});

it("nine answers by NPS: the score of the registry for this survey alone, its scores and comments", async () => {
  await define("after-delivery", "nps", 10);
  await answered("after-delivery", "nps", 10, [10, 10, 9, 9, 9, 8, 7, 4, 0]);
  await answered("elsewhere", "nps", 10, [0, 0, 0]);
  // Nothing was sold since: answers count all the same.
  await happen(context.engines, [{ customer: 1, name: "Order Completed", at: new Date("2024-03-02"), revenue: 5 }]);
  const results = await surveyResults(context, "after-delivery");
  expect(results).toMatchObject({ answers: 9, metric: "nps" });
  expect(results.score.value).toBeCloseTo((100 * (5 - 2)) / 9);
  const spring = { from: "2024-03-01", to: "2024-05-31" };
  const { groups } = await metricAnswer(context, "nps", { ...spring, by: "survey" });
  expect(results.score).toEqual(groups.find(({ key }) => key === "after-delivery")?.total);
  expect(results.by_score).toContainEqual({ score: 9, answers: 3 });
  expect(results.comments.map(({ text, score, customer_id }) => [text, score, customer_id])).toEqual([
    ["low 0", 0, "9"],
    ["low 4", 4, "8"],
  ]);
  const { clickhouse } = context.engines;
  expect((await countsQuery(clickhouse, {})).map(({ survey, answers }) => [survey, answers])).toEqual([
    ["after-delivery", 9],
    ["elsewhere", 3],
  ]);
});

it("answers on another scale under the same name are not pooled", async () => {
  await define("after-visit", "csat", 5);
  await answered("after-visit", "csat", 5, [5, 4, 2]);
  await answered("after-visit", "csat", 10, [10, 10]);
  const { answers, by_score } = await surveyResults(context, "after-visit");
  expect(answers).toBe(3);
  expect(by_score?.map(({ score }) => score)).toEqual([2, 4, 5]);
});

it("four employees are told to nobody, five without who, when and in which order", async () => {
  await define("team", "enps", 10);
  await answered("team", "enps", 10, [1, 9, 3, 10]);
  expect(await surveyResults(context, "team")).toMatchObject({
    score: { value: null, withheld: "few" },
    by_score: null,
    comments: [],
  });
  await answered("team", "enps", 10, [1, 9, 3, 10, 2]);
  const { score, comments } = await surveyResults(context, "team");
  expect(score.value).toBeCloseTo(-20);
  expect(comments.map(({ text }) => text)).toEqual(["low 1", "low 2", "low 3"]);
  for (const comment of comments) expect(comment).toMatchObject({ score: null, said_at: null, customer_id: null });
});

it("who may not see personal data sees that there are comments, and none of their words", async () => {
  await define("after-delivery", "nps", 10);
  await answered("after-delivery", "nps", 10, [3]);
  const viewer = { kind: "user", id: "1", name: "V", role: "viewer" } as const;
  const { comments } = await surveyResults({ ...context, caller: viewer }, "after-delivery");
  expect(comments.map(({ text }) => text)).toEqual(["***"]);
});

it("an unknown survey is told as such", async () => {
  await expect(surveyResults(context, "none")).rejects.toMatchObject({ status: 404, code: "unknown_survey" });
});
