// How the targets stand, those that need attention first.
import { useTranslation } from "react-i18next";
import type { TargetShown } from "#contract";
import { useFormat } from "../../../ui/format.ts";
import { useMetricName } from "../../../ui/metric-name.ts";
import { TargetStatus } from "../../../ui/target-status.tsx";
import classes from "../dashboard.module.css";
import type { BodyProps } from "./body.ts";

const line_px = 46;
const attention = ["off", "at_risk", null, "on_track"] as const;
const place = ({ status }: TargetShown) => attention.indexOf(status);

export function TargetsBody({ answer: { rows }, room_px }: BodyProps<"targets">) {
  const { t } = useTranslation(["dashboard", "ui"]);
  const format = useFormat();
  const nameOf = useMetricName();
  if (rows.length === 0) return <span className={classes.small}>{t("no_targets")}</span>;
  const shown = rows.toSorted((a, b) => place(a.target) - place(b.target));
  return (
    <ul className={classes.targets}>
      {shown.slice(0, Math.max(1, Math.floor(room_px / line_px))).map(({ name, target }) => {
        const { unit, currency, actual, period } = target.outlook;
        const wanted = {
          value: format.brief(target.value, unit, currency),
          period: format.period(period.from, period.to),
        };
        return (
          <li key={target.id}>
            <div className={classes.line}>
              <span>{nameOf(target.metric, name)}</span>
              <TargetStatus target={target} />
            </div>
            <div className={`${classes.line} ${classes.small} k-number`}>
              <span>{t(`target.line_${target.direction}`, { ...wanted, ns: "ui" })}</span>
              <span>{format.brief(actual.value, unit, currency)}</span>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
