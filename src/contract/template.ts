// Templates: real-life beginnings without data. What each brings, and what of it was put into the workspace.
import { type Static, Type } from "typebox";
import { Localized, Purpose } from "./consent.ts";
import { IdentifierRule } from "./identity.ts";
import { PlannedType } from "./plan.ts";
import { SourceKind } from "./source.ts";
import { LocalSurveyTexts, SurveyId, SurveyKind } from "./survey.ts";
import { TraitPolicyName } from "./trait.ts";
import { RoleName } from "./user.ts";

/** Why an item of a template is there, for the person who decides whether to keep it. */
const Reasoned = Type.Object({ reasons: Localized });

const TemplateSource = Type.Object({
  slug: Type.String({ description: "Stands in every event of the source" }),
  kind: SourceKind,
  names: Localized,
  descriptions: Localized,
});

const TemplateEvent = Type.Object({
  source: Type.String(),
  type: Type.Union([Type.Literal("track"), Type.Literal("page"), Type.Literal("screen"), Type.Literal("identify")]),
  /** Empty for all types but track. */
  name: Type.String(),
  descriptions: Localized,
  properties: Type.Array(
    Type.Object({ name: Type.String(), type: PlannedType, required: Type.Boolean(), descriptions: Localized }),
  ),
});

/** A workspace's beginning: every item is put where its own page edits it afterwards. */
export const Template = Type.Object({
  id: Type.String({ pattern: "^[a-z][a-z0-9_]{0,39}$" }),
  names: Localized,
  descriptions: Localized,
  sources: Type.Array(TemplateSource),
  /** Events that each source is expected to send: they are approved in its tracking plan. */
  events: Type.Array(TemplateEvent),
  purposes: Type.Array(Purpose),
  identifiers: Type.Array(Type.Interface([IdentifierRule, Reasoned], {})),
  traits: Type.Array(
    Type.Interface([Reasoned], { name: Type.String(), policy: TraitPolicyName, sources: Type.Array(Type.String()) }),
  ),
  settings: Type.Array(Type.Interface([Reasoned], { name: Type.Literal("personal_data_role"), value: RoleName })),
  /** Segments to begin with; each has a Condition. */
  segments: Type.Array(
    Type.Object({ id: Type.String(), names: Localized, descriptions: Localized, condition: Type.Unknown() }),
  ),
  /** Surveys that are put as drafts, to be edited and opened. */
  surveys: Type.Array(
    Type.Object({
      id: SurveyId,
      kind: SurveyKind,
      names: Localized,
      descriptions: Localized,
      texts: LocalSurveyTexts,
    }),
  ),
  /** Metrics of the registry that tell most here. */
  metrics: Type.Array(Type.Interface([Reasoned], { id: Type.String() })),
});
export type Template = Static<typeof Template>;

/** GET /api/v1/templates */
export const TemplateList = Type.Object({ rows: Type.Array(Template) });
export type TemplateList = Static<typeof TemplateList>;

/** POST /api/v1/templates/:id/apply: in which language sources and events are named and described. */
export const TemplateRequest = Type.Object({
  language: Type.Union([Type.Literal("en"), Type.Literal("ru"), Type.Literal("pl")]),
});
export type TemplateRequest = Static<typeof TemplateRequest>;

export const TemplatePart = Type.Union([
  Type.Literal("source"),
  Type.Literal("event"),
  Type.Literal("purpose"),
  Type.Literal("identifier"),
  Type.Literal("trait"),
  Type.Literal("setting"),
  Type.Literal("segment"),
  Type.Literal("survey"),
]);
export type TemplatePart = Static<typeof TemplatePart>;

/** What became of each item: `left` existed already and is as it was. */
export const TemplateApplied = Type.Object({
  rows: Type.Array(
    Type.Object({
      part: TemplatePart,
      name: Type.String(),
      result: Type.Union([Type.Literal("added"), Type.Literal("left")]),
    }),
  ),
});
export type TemplateApplied = Static<typeof TemplateApplied>;
