// A metric by a dimension: as many bars as there is room for.
import { useTranslation } from "react-i18next";
import { BarList } from "../../../ui/bar-list.tsx";
import { useBars, useGroupName } from "../../../ui/breakdown.ts";
import classes from "../dashboard.module.css";
import type { BodyProps } from "./body.ts";

const bar_px = 38;

export function BreakdownBody({ title, answer, room_px, by }: BodyProps<"breakdown"> & { readonly by: string }) {
  const { t } = useTranslation("ui");
  const bars = useBars(answer.answer, useGroupName(by));
  if (bars.length === 0) return <span className={classes.small}>{t("no_rows")}</span>;
  return <BarList bars={bars.slice(0, Math.max(1, Math.floor(room_px / bar_px)))} label={title} />;
}
