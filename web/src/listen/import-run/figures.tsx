// What an import brought, in figures.

import { useTranslation } from "react-i18next";
import type { ImportState } from "#contract";
import { useFormat } from "../../ui/format.ts";
import { Figure } from "../import/figure.tsx";
import classes from "../import/import.module.css";

/** How long it ran; null while unknown. */
function tookMs({ started_at, ended_at }: ImportState): number | null {
  return started_at === null || ended_at === null ? null : Date.parse(ended_at) - Date.parse(started_at);
}

export function Figures({ state }: { readonly state: ImportState }) {
  const { t } = useTranslation("import");
  const format = useFormat();
  const took = tookMs(state);
  const rows = <Figure label={t("check.rows")} value={format.count(state.rows_read)} />;
  const time = took !== null && <Figure label={t("run.took")} value={format.duration(took)} />;
  // What became of the rows is counted at the end: before it, zeros would be untrue.
  if (state.state !== "done")
    return (
      <div className={classes.figures}>
        {rows}
        {time}
      </div>
    );
  return (
    <div className={classes.figures}>
      {rows}
      <Figure
        label={t("check.accepted")}
        value={format.count(state.rows_accepted)}
        tone={state.rows_accepted > 0 ? "good" : undefined}
      />
      <Figure
        label={t("check.rejected")}
        value={format.count(state.rows_rejected)}
        tone={state.rows_rejected > 0 ? "bad" : undefined}
      />
      <Figure label={t("run.events")} value={format.count(state.events)} />
      <Figure label={t("check.customers")} value={format.count(state.customers)} />
      {time}
    </div>
  );
}
