// A metric as a tile: its value, how sure it is, how it changed, its trend. It opens to its definition.

import { Badge, Skeleton, UnstyledButton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { MetricAnswer, MetricDefinition, MetricTarget, MetricUnit } from "#contract";
import { partialEnds } from "./bucket.ts";
import { Change } from "./change.tsx";
import { type Format, useFormat } from "./format.ts";
import { useMetricName } from "./metric-name.ts";
import { Sparkline } from "./sparkline.tsx";
import { TargetStatus } from "./target-status.tsx";
import classes from "./tile.module.css";

interface TileProps {
  readonly definition: MetricDefinition;
  /** undefined while it is on its way. */
  readonly answer: MetricAnswer | undefined;
  /** First day of the data: a comparison that begins before it is not one of like with like. */
  readonly first_day: string | undefined;
  /** Its target, whose state is marked. */
  readonly target?: MetricTarget | undefined;
  readonly onOpen: () => void;
}

interface ValueProps {
  readonly value: number | null;
  readonly unit: MetricUnit;
  readonly currency: string;
}

/** A value in large figures; the minor units of money stand smaller, so that the size of the number is seen first. */
export function BigValue({ value, unit, currency }: ValueProps) {
  const format = useFormat();
  const text = format.value(value, unit, currency);
  const whole = unit === "money" && value !== null ? /^(.*?)([.,]\d{1,3})(\D*)$/.exec(text) : null;
  return (
    <span className={`${classes.value} k-number`} data-value={value}>
      {whole === null ? (
        text
      ) : (
        <>
          {whole[1]}
          <span className={classes.fraction}>{whole[2]}</span>
          {whole[3]}
        </>
      )}
    </span>
  );
}

/** Half the width of a 95 % interval, as ±, or nothing where the metric has none. */
export function halfWidth(
  estimate: MetricAnswer["total"],
  unit: MetricUnit,
  currency: string,
  format: Format,
): string | null {
  const { low, high } = estimate;
  if (low === null || high === null) return null;
  const half = (high - low) / 2;
  return unit === "share" ? `±${format.points(half)}` : `±${format.value(half, unit, currency)}`;
}

/** Whether the period compared with lies wholly within the data. */
export function isComparable(answer: MetricAnswer, first_day: string | undefined): boolean {
  return answer.comparison !== null && first_day !== undefined && answer.comparison.from >= first_day;
}

interface TileBodyProps {
  readonly direction: MetricDefinition["direction"];
  readonly answer: MetricAnswer;
  readonly first_day: string | undefined;
  readonly target?: Pick<MetricTarget, "status"> | undefined;
}

function Foot({ direction, answer, first_day }: Omit<TileBodyProps, "target">) {
  const { t } = useTranslation("ui");
  const format = useFormat();
  const { comparison, series, grain, period, currency, unit } = answer;
  const before = comparison?.total.value ?? null;
  return (
    <div className={classes.foot}>
      <div>
        {isComparable(answer, first_day) && before !== null && (
          <>
            <Change now={answer.total.value} before={before} unit={unit} direction={direction} />
            <span className={`${classes.before} k-number`}>
              {t("before", { value: format.brief(before, unit, currency) })}
            </span>
          </>
        )}
        {comparison !== null && !isComparable(answer, first_day) && (
          <span className={classes.before}>{t("not_comparable")}</span>
        )}
      </div>
      <div className={classes.spark}>
        <Sparkline
          values={series.map((point) => point.estimate.value)}
          partial={partialEnds(
            series.map((point) => point.start),
            grain,
            period,
          )}
        />
      </div>
    </div>
  );
}

/** A metric's value, how sure it is, how its target stands, how it changed, its trend. */
export function TileBody({ direction, answer, first_day, target }: TileBodyProps) {
  const format = useFormat();
  const interval = halfWidth(answer.total, answer.unit, answer.currency, format);
  return (
    <>
      <div className={classes.line}>
        <BigValue value={answer.total.value} unit={answer.unit} currency={answer.currency} />
        {interval !== null && <span className={`${classes.interval} k-number`}>{interval}</span>}
        {target !== undefined && <TargetStatus target={target} short />}
      </div>
      <Foot direction={direction} answer={answer} first_day={first_day} />
    </>
  );
}

export function Tile({ definition, answer, first_day, target, onOpen }: TileProps) {
  const { t } = useTranslation("ui");
  const nameOf = useMetricName();
  return (
    <article className={`k-card ${classes.tile}`} data-metric={definition.id}>
      <UnstyledButton className={classes.open ?? ""} onClick={onOpen} aria-haspopup="dialog">
        {nameOf(definition.id, definition.name)}
        {definition.is_custom && (
          <Badge size="xs" variant="default" ml={6} tt="none">
            {t("custom_metric")}
          </Badge>
        )}
      </UnstyledButton>
      {answer === undefined ? (
        <>
          <Skeleton height={28} width="70%" my={4} />
          <Skeleton height={26} />
        </>
      ) : (
        <TileBody direction={definition.direction} answer={answer} first_day={first_day} target={target} />
      )}
    </article>
  );
}
