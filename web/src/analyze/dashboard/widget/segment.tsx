// The size of a segment at the end of each day.
import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Chart } from "../../../ui/chart.tsx";
import { useFormat } from "../../../ui/format.ts";
import { BigValue } from "../../../ui/tile.tsx";
import type { Tokens } from "../../../ui/tokens.ts";
import { trendOption } from "../../../ui/trend-option.ts";
import classes from "../dashboard.module.css";
import type { BodyProps } from "./body.ts";

/** Below this a chart would be a line of a few pixels. */
const chart_least_px = 110;

export function SegmentBody({ title, answer: { days }, room_px }: BodyProps<"segment">) {
  const { t } = useTranslation("dashboard");
  const format = useFormat();
  const trend = useMemo(
    () => ({
      labels: days.map(({ day }) => format.bucket(day, "day")),
      lines: [{ name: t("segment_size"), values: days.map(({ customers }) => customers) }],
      partial: { first: false, last: false },
      format: format.count,
      axis_format: format.compact,
    }),
    [days, t, format],
  );
  const build = useCallback((of: Tokens) => trendOption(trend, of), [trend]);
  const size = days.at(-1)?.customers ?? 0;
  return (
    <div className={classes.segment}>
      <BigValue value={size} unit="count" currency="" />
      {room_px >= chart_least_px && (
        <div className={classes.fill}>
          <Chart build={build} label={t("segment_label", { name: title, size: format.count(size) })} height="100%" />
        </div>
      )}
    </div>
  );
}
