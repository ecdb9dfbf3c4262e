// One widget: its title and, below it, what its kind shows.
import { Skeleton } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { DashboardAnswers, DashboardCompare, Widget, WidgetAnswer } from "#contract";
import { useDimensionName } from "../../../ui/dimension-select.tsx";
import { useMetricName } from "../../../ui/metric-name.ts";
import classes from "../dashboard.module.css";
import { gap_px } from "../grid.ts";
import { BreakdownBody } from "./breakdown.tsx";
import { NumberBody } from "./number.tsx";
import { SegmentBody } from "./segment.tsx";
import { TargetsBody } from "./targets.tsx";
import { TextBody } from "./text.tsx";
import { TrendBody } from "./trend.tsx";

/** A function that says what a widget is called: by its own title, else by what it shows. */
export function useWidgetTitle(): (widget: Widget, answer: WidgetAnswer | undefined) => string {
  const { t } = useTranslation("dashboard");
  const metricName = useMetricName();
  const dimensionName = useDimensionName();
  return (widget, answer) => {
    if (widget.title !== "") return widget.title;
    const told = answer !== undefined && "name" in answer ? answer.name : undefined;
    // English names come with the answer.
    const named = (id: string) => metricName(id, told ?? (answer === undefined ? "…" : id));
    switch (widget.kind) {
      case "number":
      case "trend":
        return named(widget.metric);
      case "breakdown": {
        const [kind = "", ...rest] = widget.by.split(":");
        const by = dimensionName({ id: widget.by, kind, name: rest.join(":") });
        return t("breakdown_title", { metric: named(widget.metric), by });
      }
      case "segment":
        return told ?? (answer === undefined ? "…" : widget.segment);
      case "targets":
        return t("kind.targets");
      case "text":
        return "";
    }
  };
}

export interface WidgetViewProps {
  readonly widget: Widget;
  readonly compare: DashboardCompare;
  /** undefined while they are on their way. */
  readonly answers: DashboardAnswers | undefined;
  /** The height of a row of the grid. */
  readonly row: number;
  /** Controls beside the title. */
  readonly actions?: ReactNode;
}

/** Of the card: its padding and borders, and its title with what is below it. */
const edges_px = 30;
const title_px = 30;

function Body({ widget, compare, answers, row, title }: WidgetViewProps & { readonly title: string }) {
  const { t, i18n } = useTranslation("dashboard");
  const answer = answers?.answers.find(({ id }) => id === widget.id);
  if (widget.kind === "text") return <TextBody text={widget.text} />;
  if (answer === undefined) return <Skeleton height="100%" radius="md" />;
  const { h } = widget.place;
  const room_px = h * row + (h - 1) * gap_px - edges_px - title_px;
  const common = { title, compare, room_px, first_day: answers?.first_day ?? undefined };
  switch (answer.kind) {
    case "number":
      return <NumberBody {...common} answer={answer} />;
    case "trend":
      return <TrendBody {...common} answer={answer} />;
    case "breakdown":
      return <BreakdownBody {...common} answer={answer} by={widget.kind === "breakdown" ? widget.by : ""} />;
    case "segment":
      return <SegmentBody {...common} answer={answer} />;
    case "targets":
      return <TargetsBody {...common} answer={answer} />;
    case "problem":
      return (
        <p className={`${classes.problem} k-muted`} data-problem={answer.code}>
          {i18n.exists(`dashboard:problem.${answer.code}`) ? t(`problem.${answer.code}`) : answer.detail}
        </p>
      );
  }
}

export function WidgetView(props: WidgetViewProps) {
  const { widget, answers, actions } = props;
  const answer = answers?.answers.find(({ id }) => id === widget.id);
  const title = useWidgetTitle()(widget, answer);
  return (
    <section
      className={`k-card ${classes.widget}`}
      data-widget={widget.id}
      data-kind={widget.kind}
      data-answered={answer !== undefined || widget.kind === "text"}
    >
      {(title !== "" || actions !== undefined) && (
        <div className={classes.head}>
          <h2 className={classes.title}>{title}</h2>
          {actions}
        </div>
      )}
      <div className={classes.body}>
        <Body {...props} title={title} />
      </div>
    </section>
  );
}
