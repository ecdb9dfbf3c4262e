// Dashboards: widgets on a grid that a person assembles, and what each widget answers.
import { type Static, Type } from "typebox";
import { MetricAnswer, MetricDefinition } from "./metric.ts";
import { Day, Instant } from "./schema.ts";
import { SegmentHistory, SegmentId } from "./segment.ts";
import { MetricTarget } from "./target.ts";

const Id = Type.Integer({ minimum: 1 });

/** Columns of the grid. */
export const grid_columns = 12;

/** A stretch that ends with the last day that is known (today, or the last day of the data where they end before), or before it. */
export const DashboardPeriod = Type.Union([
  Type.Literal("last_7_days"),
  Type.Literal("last_30_days"),
  Type.Literal("last_90_days"),
  Type.Literal("last_365_days"),
  Type.Literal("this_month"),
  Type.Literal("last_month"),
  Type.Literal("this_quarter"),
  Type.Literal("last_quarter"),
  Type.Literal("this_year"),
  Type.Literal("last_year"),
]);
export type DashboardPeriod = Static<typeof DashboardPeriod>;

export const DashboardCompare = Type.Union([Type.Literal("previous"), Type.Literal("year"), Type.Literal("none")]);
export type DashboardCompare = Static<typeof DashboardCompare>;

/** Where a widget stands: column and row of its upper left corner from 0, its size in columns and rows. */
export const WidgetPlace = Type.Object({
  x: Type.Integer({ minimum: 0, maximum: grid_columns - 1 }),
  y: Type.Integer({ minimum: 0, maximum: 1000 }),
  w: Type.Integer({ minimum: 1, maximum: grid_columns }),
  h: Type.Integer({ minimum: 1, maximum: 24 }),
});
export type WidgetPlace = Static<typeof WidgetPlace>;

const common = {
  id: Type.String({ pattern: "^[\\w-]{1,40}$", description: "Of one's own choice, once in a dashboard" }),
  place: WidgetPlace,
  title: Type.String({ maxLength: 100, description: "Empty: the name of what it shows" }),
};
const metric = Type.String({ minLength: 1, maxLength: 200, description: "A metric's id, e.g. revenue_net" });

/** A kind of widget is a line here, one in its answers below, one in analyze/dashboard/answer.ts and one in the web app. */
export const Widget = Type.Union([
  Type.Object({ kind: Type.Literal("number"), ...common, metric }),
  Type.Object({ kind: Type.Literal("trend"), ...common, metric }),
  Type.Object({
    kind: Type.Literal("breakdown"),
    ...common,
    metric,
    by: Type.String({ minLength: 1, maxLength: 200, description: "A dimension's id from GET /api/v1/dimensions" }),
  }),
  Type.Object({ kind: Type.Literal("segment"), ...common, segment: SegmentId }),
  Type.Object({ kind: Type.Literal("targets"), ...common }),
  Type.Object({
    kind: Type.Literal("text"),
    ...common,
    text: Type.String({ maxLength: 4000, description: "Paragraphs; a line that begins with # is a heading" }),
  }),
]);
export type Widget = Static<typeof Widget>;
export type WidgetKind = Widget["kind"];

const Widgets = Type.Array(Widget, { maxItems: 40 });

export const DashboardDraft = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 100, pattern: "\\S" }),
  visibility: Type.Union([Type.Literal("private"), Type.Literal("workspace")]),
  period: DashboardPeriod,
  compare: DashboardCompare,
  widgets: Widgets,
});
export type DashboardDraft = Static<typeof DashboardDraft>;

/** What of a dashboard may be changed; what is left out stays. */
export const DashboardPatch = Type.Partial(DashboardDraft);
export type DashboardPatch = Static<typeof DashboardPatch>;

export const Dashboard = Type.Object({
  id: Id,
  ...DashboardDraft.properties,
  owner: Type.String({ description: "The name of who made it" }),
  /** Whether who asks may change and delete it: the owner and admins may. */
  may_change: Type.Boolean(),
  created_at: Instant,
  changed_at: Instant,
});
export type Dashboard = Static<typeof Dashboard>;

/** What answers are asked for: another stretch or comparison than the dashboard's own. */
export const DashboardAsked = Type.Object({
  period: Type.Optional(DashboardPeriod),
  compare: Type.Optional(DashboardCompare),
});
export type DashboardAsked = Static<typeof DashboardAsked>;

/** What widgets are tried with before they are kept. */
export const DashboardPreview = Type.Pick(DashboardDraft, ["period", "compare", "widgets"]);
export type DashboardPreview = Static<typeof DashboardPreview>;

/** How a target stands, without who answers for it. */
export const TargetShown = Type.Omit(MetricTarget, ["owner", "note", "created_by", "created_at"]);
export type TargetShown = Static<typeof TargetShown>;

/** The metric's English name; the web app has the others. */
const measured = {
  id: Type.String(),
  name: Type.String(),
  direction: MetricDefinition.properties.direction,
  answer: MetricAnswer,
};

/** A widget's answer by the widget's id; texts have none. A widget that cannot answer says why and leaves the others alone. */
export const WidgetAnswer = Type.Union([
  Type.Object({ kind: Type.Literal("number"), ...measured, targets: Type.Array(TargetShown) }),
  Type.Object({ kind: Type.Literal("trend"), ...measured }),
  Type.Object({ kind: Type.Literal("breakdown"), ...measured }),
  Type.Object({
    kind: Type.Literal("segment"),
    id: Type.String(),
    name: Type.String(),
    ...SegmentHistory.properties,
  }),
  Type.Object({
    kind: Type.Literal("targets"),
    id: Type.String(),
    rows: Type.Array(Type.Object({ name: Type.String(), target: TargetShown })),
  }),
  Type.Object({ kind: Type.Literal("problem"), id: Type.String(), code: Type.String(), detail: Type.String() }),
]);
export type WidgetAnswer = Static<typeof WidgetAnswer>;

export const DashboardAnswers = Type.Object({
  /** The days that the stretch came to. */
  period: Type.Object({ from: Day, to: Day }),
  /** The first day of the data: what is compared with a period before it is not like with like. */
  first_day: Type.Union([Day, Type.Null()]),
  answered_at: Instant,
  answers: Type.Array(WidgetAnswer),
});
export type DashboardAnswers = Static<typeof DashboardAnswers>;
