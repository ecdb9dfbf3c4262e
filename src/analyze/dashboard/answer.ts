// What the widgets of a dashboard answer: each kind asks the registry, segments or targets as their own pages do.
import {
  type Context,
  type DashboardAnswers,
  type DashboardPreview,
  type MetricAnswer,
  type MetricTarget,
  ProblemError,
  type TargetShown,
  type Widget,
  type WidgetAnswer,
  type WidgetKind,
} from "#contract";
import type { Engines } from "#storage";
import type { Days } from "../calendar.ts";
import { dataExtent } from "../extent.ts";
import { lastKnownDay } from "../forecast/outlook.ts";
import { metricAnswers } from "../metric/answer.ts";
import { knownMetrics, requiredMetric } from "../metric/catalogue.ts";
import { shownAnswer } from "../metric/shown.ts";
import { segmentHistory } from "../segment/history.ts";
import { nameOf } from "../segment/store.ts";
import { listTargets } from "../target/target.ts";
import { daysOf } from "./period.ts";

/** What all widgets of a dashboard share; what several ask for is asked once. */
interface Given {
  readonly context: Context<Engines>;
  readonly days: Days;
  readonly metrics: () => Promise<MetricAnswer[]>;
  readonly targets: () => Promise<MetricTarget[]>;
}

type Of<Kind extends WidgetKind> = Extract<Widget, { kind: Kind }>;

function shownTarget({ owner: _owner, note: _note, created_by: _by, created_at: _at, ...target }: MetricTarget) {
  return target satisfies TargetShown;
}

/** The definition's part that a widget needs, with the answer out of the one question for all. */
async function measured({ id, metric }: Of<"number" | "trend">, { context, metrics }: Given) {
  const { name, direction } = await requiredMetric(context.engines, metric);
  const answer = (await metrics()).find((each) => each.id === metric);
  if (!answer) throw new Error("every metric of the widgets was asked for");
  return { id, name, direction, answer };
}

const answering: {
  readonly [Kind in WidgetKind]: (widget: Of<Kind>, given: Given) => Promise<WidgetAnswer | null>;
} = {
  async number(widget, given) {
    const targets = (await given.targets()).filter(({ metric }) => metric === widget.metric).map(shownTarget);
    return { kind: "number", ...(await measured(widget, given)), targets };
  },
  trend: async (widget, given) => ({ kind: "trend", ...(await measured(widget, given)) }),
  async breakdown({ id, metric, by }, { context, days }) {
    const { name, direction } = await requiredMetric(context.engines, metric);
    return { kind: "breakdown", id, name, direction, answer: await shownAnswer(context, metric, { ...days, by }) };
  },
  async segment({ id, segment }, { context, days }) {
    const name = await nameOf(context.engines, segment);
    return { kind: "segment", id, name, ...(await segmentHistory(context, segment, days)) };
  },
  async targets({ id }, { context, targets }) {
    const rows = await targets();
    const known = await knownMetrics(context.engines, [...new Set(rows.map(({ metric }) => metric))]);
    const nameOf = (metric: string) => known.find((each) => each.id === metric)?.name ?? metric;
    return {
      kind: "targets",
      id,
      rows: rows.map((target) => ({ name: nameOf(target.metric), target: shownTarget(target) })),
    };
  },
  text: async () => null,
};

/** The registry's line for a widget, typed by its kind. */
function ask(widget: Widget, given: Given): Promise<WidgetAnswer | null> {
  switch (widget.kind) {
    case "number":
      return answering.number(widget, given);
    case "trend":
      return answering.trend(widget, given);
    case "breakdown":
      return answering.breakdown(widget, given);
    case "segment":
      return answering.segment(widget, given);
    case "targets":
      return answering.targets(widget, given);
    case "text":
      return answering.text(widget, given);
  }
}

/** A widget whose metric or segment is no more, or whose groups are not for the caller's eyes, says so in its place. */
async function answerOf(widget: Widget, given: Given): Promise<WidgetAnswer[]> {
  try {
    const answer = await ask(widget, given);
    return answer === null ? [] : [answer];
  } catch (fault) {
    if (!(fault instanceof ProblemError)) throw fault;
    return [{ kind: "problem", id: widget.id, code: fault.code, detail: fault.message }];
  }
}

/** A question that is asked when it is first needed, and once. */
function once<Answer>(question: () => Promise<Answer>): () => Promise<Answer> {
  let asked: Promise<Answer> | undefined;
  return () => (asked ??= question());
}

/** Widgets that ask at one time. */
const at_once = 4;

/** Answers of widgets, as the caller of the context may see them. */
export async function dashboardAnswers(
  context: Context<Engines>,
  { period, compare, widgets }: DashboardPreview,
): Promise<DashboardAnswers> {
  const { engines, settings, now, signal } = context;
  const days = daysOf(period, await lastKnownDay(context));
  const { first_day } = await dataExtent(engines, settings.time_zone, { signal });
  const wanted = new Set(
    widgets.flatMap((widget) => (widget.kind === "number" || widget.kind === "trend" ? [widget.metric] : [])),
  );
  const given: Given = {
    context,
    days,
    metrics: once(async () => {
      const metrics = await knownMetrics(engines, [...wanted]);
      return await metricAnswers(context, metrics, { ...days, ...(compare === "none" ? {} : { compare }) });
    }),
    targets: once(() => listTargets(context)),
  };
  const answers: WidgetAnswer[] = [];
  for (let from = 0; from < widgets.length; from += at_once) {
    const some = await Promise.all(widgets.slice(from, from + at_once).map((widget) => answerOf(widget, given)));
    answers.push(...some.flat());
  }
  return { period: days, first_day, answered_at: now().toISOString(), answers };
}
