// Surveys: one question on one scale, in the customers' languages; how it is answered by a link, and what came back.
import { type Static, Type } from "typebox";
import { CustomerId } from "./customer.ts";
import { Estimate } from "./metric.ts";
import { Instant } from "./schema.ts";

/** Stands in every answer and in every link; never changes. */
export const SurveyId = Type.String({
  pattern: "^[a-z0-9][a-z0-9_-]{0,62}$",
  description: "Small letters, digits, - and _; stands in every answer as survey_id",
});

export const surveyKinds = ["nps", "csat", "ces", "enps"] as const;
/** What is asked: to recommend us, to be satisfied, how easy it was, and as nps of those who work here. */
export const SurveyKind = Type.Enum([...surveyKinds]);
export type SurveyKind = (typeof surveyKinds)[number];

/** The uppermost scores that a kind may have; where there are several, the first is the usual one. */
export const surveyScales: Readonly<Record<SurveyKind, readonly [number, ...number[]]>> = {
  nps: [10],
  csat: [5, 2, 3, 7, 10],
  ces: [7],
  enps: [10],
};

export const surveyLanguages = ["en", "ru", "pl"] as const;

const Text = Type.String({ maxLength: 500 });

/** What customers read in one language. A language without a question is not offered. */
export const SurveyTexts = Type.Object({
  question: Text,
  low: Type.String({ maxLength: 80, description: "What the least score means" }),
  high: Type.String({ maxLength: 80, description: "What the greatest score means" }),
  follow_up: Type.String({ maxLength: 500, description: "Asks for a comment; without it none is asked for" }),
  thanks: Text,
});
export type SurveyTexts = Static<typeof SurveyTexts>;

export const LocalSurveyTexts = Type.Object({ en: SurveyTexts, ru: SurveyTexts, pl: SurveyTexts });
export type LocalSurveyTexts = Static<typeof LocalSurveyTexts>;

/** draft: being written; open: takes answers; closed: takes no more of them. */
export const SurveyState = Type.Union([Type.Literal("draft"), Type.Literal("open"), Type.Literal("closed")]);
export type SurveyState = Static<typeof SurveyState>;

const SurveyName = Type.String({ minLength: 1, maxLength: 120, pattern: "\\S" });
const Anonymous = Type.Boolean({ description: "Whether answers without a personal link are taken" });
const Scale = Type.Integer({ minimum: 2, maximum: 10, description: "The greatest score" });

export const Survey = Type.Object({
  id: SurveyId,
  name: SurveyName,
  kind: SurveyKind,
  scale: Scale,
  scores: Type.Array(Type.Integer(), { description: "The scores that can be given, the least first" }),
  texts: LocalSurveyTexts,
  state: SurveyState,
  anonymous: Anonymous,
  created_at: Instant,
  changed_at: Instant,
  changed_by: Type.String(),
});
export type Survey = Static<typeof Survey>;

/** POST /api/v1/surveys: a draft; what is left out is as usual for the kind. */
export const SurveyCreate = Type.Object({
  id: Type.Optional(SurveyId),
  name: SurveyName,
  kind: SurveyKind,
  scale: Type.Optional(Scale),
  texts: Type.Optional(LocalSurveyTexts),
  anonymous: Type.Optional(Anonymous),
});
export type SurveyCreate = Static<typeof SurveyCreate>;

/** PATCH /api/v1/surveys/:id: the kind and the scale stay, since answers on different scales are never pooled. */
export const SurveyChange = Type.Object({
  name: Type.Optional(SurveyName),
  texts: Type.Optional(LocalSurveyTexts),
  state: Type.Optional(SurveyState),
  anonymous: Type.Optional(Anonymous),
});
export type SurveyChange = Static<typeof SurveyChange>;

/** GET /api/v1/survey-results: of every survey that anybody answered, defined here or not. */
export const SurveyCounts = Type.Object({
  rows: Type.Array(Type.Object({ survey: Type.String(), answers: Type.Integer(), last_at: Instant })),
});
export type SurveyCounts = Static<typeof SurveyCounts>;

/** GET /api/v1/survey-results/:id: what came back to one survey, on its scale. */
export const SurveyResults = Type.Object({
  answers: Type.Integer(),
  /** The metric of the registry that the score is. */
  metric: Type.String(),
  score: Estimate,
  /** Null while there are so few answers that they would tell who said what. */
  by_score: Type.Union([Type.Array(Type.Object({ score: Type.Integer(), answers: Type.Integer() })), Type.Null()]),
  /** The newest first. Who said it and when is not told of employees. */
  comments: Type.Array(
    Type.Object({
      id: Type.String({ description: "Tells it from the others of this answer" }),
      text: Type.String(),
      score: Type.Union([Type.Integer(), Type.Null()]),
      said_at: Type.Union([Instant, Type.Null()]),
      customer_id: Type.Union([CustomerId, Type.Null()]),
    }),
  ),
});
export type SurveyResults = Static<typeof SurveyResults>;

/**
 * open: it can be answered; answered: this customer has answered; closed: it takes no answers now; link_needed: only by a
 * personal link.
 */
const SurveyFormState = Type.Union([
  Type.Literal("open"),
  Type.Literal("answered"),
  Type.Literal("closed"),
  Type.Literal("link_needed"),
]);

const Token = Type.String({ minLength: 1, maxLength: 200, description: "What stands behind the # of a personal link" });

/** POST /api/v1/survey-form: what a link opens. */
export const SurveyFormQuery = Type.Object({ survey: SurveyId, token: Type.Optional(Token) });
export type SurveyFormQuery = Static<typeof SurveyFormQuery>;

export const SurveyForm = Type.Object({
  /** The workspace's name, or "". */
  company: Type.String(),
  state: SurveyFormState,
  scores: Type.Array(Type.Integer()),
  /** Null where it can not be answered. */
  texts: Type.Union([LocalSurveyTexts, Type.Null()]),
});
export type SurveyForm = Static<typeof SurveyForm>;

/** POST /api/v1/survey-answers: by a personal link's token, else as one browser. */
export const SurveyAnswer = Type.Object({
  survey: SurveyId,
  token: Type.Optional(Token),
  browser: Type.Optional(
    Type.String({
      pattern: "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
      description: "Without a token: a random UUID that the browser keeps for this survey; it answers once",
    }),
  ),
  score: Type.Integer(),
  text: Type.Optional(Type.String({ maxLength: 2_000, description: "The comment" })),
  language: Type.Optional(Type.Enum([...surveyLanguages])),
});
export type SurveyAnswer = Static<typeof SurveyAnswer>;
