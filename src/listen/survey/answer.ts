// Answering by a link: each answer is an event "Survey Responded" that goes the way of all events, once for a personal link
// and once for a browser, however often it is sent.
import {
  type Context,
  ProblemError,
  type Survey,
  type SurveyAnswer,
  type SurveyForm,
  type SurveyFormQuery,
} from "#contract";
import type { Engines } from "#storage";
import { collect } from "../collect/collect.ts";
import { sipHash128Of } from "../collect/understand/sip.ts";
import { knownAsQuery } from "../consent/consent.sql.ts";
import { secretsOf } from "../consent/link.ts";
import type { Source } from "../source/source.ts";
import { answeredQuery } from "./answered.sql.ts";
import { customerOfToken } from "./link.ts";
import { findSurvey } from "./survey.ts";

/** Where answers come from. No source of touchpoints can have such a slug: it has no colon, so nobody else sends in its name. */
const source: Source = {
  id: 0,
  slug: "kompas:surveys",
  name: "Surveys",
  kind: "other",
  write_key: "",
  settings: {},
  enabled: true,
};

/** Whoever answers: what names the customer in the event, and the id that makes the answer one. */
interface Answerer {
  readonly who: Readonly<Record<string, unknown>>;
  readonly message_id: string;
  readonly answered: boolean;
}

/** The same answer to all that is no good link: a guess learns nothing. */
function badLink(): ProblemError {
  return new ProblemError(404, "link_invalid", "This link is not whole, or was made for another survey.", "token");
}

/** @throws {ProblemError} 404 link_invalid */
async function byLink({ engines }: Context<Engines>, { id: survey, kind }: Survey, token: string): Promise<Answerer> {
  const customer_id = customerOfToken(survey, token, await secretsOf(engines));
  // Employees have no links: one of an earlier survey of this name must not tell who answered.
  if (customer_id === undefined || kind === "enps") throw badLink();
  const [known] = await knownAsQuery(engines.clickhouse, customer_id);
  if (!known) throw badLink();
  const message_id = `${survey}:customer:${customer_id}`;
  const event_id = String(sipHash128Of(source.slug, message_id));
  const [found] = await answeredQuery(engines.clickhouse, { customer_id, event_id });
  // An identifier of the customer as any source tells it, without saying anything new of the person.
  const who = { context: { externalIds: [{ type: known.kind, id: known.value }] } };
  return { who, message_id, answered: (found?.answers ?? 0) > 0 };
}

const byBrowser = (survey: string, browser: string): Answerer => ({
  who: { anonymousId: `survey-${browser}` },
  message_id: `${survey}:browser:${browser}`,
  answered: false,
});

/**
 * What a link opens. Opening it changes nothing: mail programs open links by themselves.
 * @throws {ProblemError} 404 unknown_survey, link_invalid
 */
export async function openForm(context: Context<Engines>, { survey: id, token }: SurveyFormQuery): Promise<SurveyForm> {
  const survey = await findSurvey(context.engines, id);
  const company = context.settings.name;
  const shut = (state: "closed" | "link_needed"): SurveyForm => ({ company, state, scores: [], texts: null });
  const answerer = token === undefined ? undefined : await byLink(context, survey, token);
  if (survey.state !== "open") return shut("closed");
  if (answerer === undefined && !survey.anonymous) return shut("link_needed");
  const { scores, texts } = survey;
  return { company, scores, texts, state: answerer?.answered ? "answered" : "open" };
}

/** @throws {ProblemError} 409 survey_not_open, 422 bad_score */
function checkAnswer({ state, scores }: Survey, score: number): void {
  if (state !== "open") throw new ProblemError(409, "survey_not_open", "This survey takes no answers now.");
  if (!scores.includes(score)) {
    const why = `The score is a whole number from ${scores.at(0)} to ${scores.at(-1)}`;
    throw new ProblemError(422, "bad_score", why, "score");
  }
}

/** @throws {ProblemError} 403 link_needed, 422 browser_missing */
function ofBrowser({ id, anonymous }: Survey, browser: string | undefined): Answerer {
  if (!anonymous) throw new ProblemError(403, "link_needed", "This survey is answered by a personal link.", "token");
  if (browser === undefined)
    throw new ProblemError(422, "browser_missing", "Without a token, send a random UUID as `browser`", "browser");
  return byBrowser(id, browser);
}

/**
 * Takes an answer; it is durable when this returns. The first one stands: another by the same link or browser changes
 * nothing.
 * @throws {ProblemError} as {@link openForm}, and 403 link_needed, 409 survey_not_open, 422 bad_score, browser_missing
 */
export async function takeAnswer(context: Context<Engines>, answer: SurveyAnswer, caller: string): Promise<void> {
  const survey = await findSurvey(context.engines, answer.survey);
  const { id, kind, scale } = survey;
  checkAnswer(survey, answer.score);
  const { token, browser, score, language } = answer;
  const answerer = token === undefined ? ofBrowser(survey, browser) : await byLink(context, survey, token);
  if (answerer.answered) return;
  const text = answer.text?.trim() ?? "";
  const properties = {
    ...{ survey_id: id, kind, scale, score },
    ...(text === "" ? {} : { text }),
    ...(language === undefined ? {} : { language }),
  };
  const event = {
    type: "track",
    event: "Survey Responded",
    messageId: answerer.message_id,
    ...answerer.who,
    properties,
  };
  await collect(context.engines, source, [event], { now: context.now(), caller });
}
