// The product against the truth that the simulator planted: who is who, every metric, cohorts, classes, frictions, words.
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { beforeAll, describe, expect, it, test } from "vitest";
import { booksOf, type Told } from "./books.ts";
import { simulateCompany } from "./company.ts";
import { countedStories, customerStories, groupStories, metricStories } from "./figure.story.ts";
import { frictionStories } from "./friction.story.ts";
import { identityStories } from "./identity.story.ts";
import { wordStories } from "./word.story.ts";

let known: Told | undefined;

function told(): Told {
  if (!known) throw new Error("Nothing was simulated yet");
  return known;
}

beforeAll(async () => {
  known = await booksOf(await simulateCompany({ customers: 1_000, months: 12, seed: 1 }));
}, 180_000);

it("comes in whole: every row of every source, none refused", () => {
  const { state } = told().company;
  expect(state).toMatchObject({ state: "done", error: null });
  for (const { source, rows_read, rows_total, rows_rejected } of state.sources) {
    expect({ source, rows_read, rows_rejected }).toEqual({ source, rows_read: rows_total, rows_rejected: 0 });
  }
});

it("is the same to the byte when it is simulated again", async () => {
  const [once, again] = told().company.truths;
  const names = await readdir(once);
  expect(names).toContain("README.md");
  for (const name of names) {
    expect((await readFile(path.join(again, name))).equals(await readFile(path.join(once, name))), name).toBe(true);
  }
});

identityStories(told);
metricStories(told);
countedStories(told);
groupStories(told);
customerStories(told);
frictionStories(told);
wordStories(told);

describe("not yet checked, since no stage of the product tells it", () => {
  const missing = [
    "value: each customer's coming orders and revenue against rate_per_week, dropout and mean_order_minor",
    "value: who has dropped out, against alive_until",
    "texts: topics and sentiment of each, against text.topics and text.sentiment",
    "texts: sarcasm, against text.sarcastic",
    "surveys: NPS with silent customers taken into account, against month.nps_true",
    "frictions: found by the product itself, with the date, the place and what they cost, against friction and lost_order",
    "frictions: by how much late parcels lower scores and raise dropout, against friction and answer",
    "journeys: stages and where people leave them",
    "campaign: uplift by segment, negative for the loyal, against campaign.would_order",
    "attribution: what truly brought an order, against touch.cause",
    "word of mouth: friends who came and stayed away, against word",
    "sales: stages, won value and hours of managers, against deal",
    "advertising: cost of a new customer by channel, against customer.channel and month.spend",
  ];
  for (const story of missing) test.todo(story);
});
