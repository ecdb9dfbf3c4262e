// The targets of one metric in a line each, under its name.
import { useTranslation } from "react-i18next";
import { hasPage } from "../pages.ts";
import { useFormat } from "./format.ts";
import { PageLink } from "./link.tsx";
import { TargetStatus } from "./target-status.tsx";
import { useTargetsOf } from "./targets.ts";

/** Nothing where the metric has no target. */
export function TargetLine({ metric }: { readonly metric: string }) {
  const { t } = useTranslation("ui");
  const format = useFormat();
  const targets = useTargetsOf(metric);
  return targets.map((target) => {
    const { unit, currency, period } = target.outlook;
    const words = { value: format.brief(target.value, unit, currency), period: format.period(period.from, period.to) };
    const text = t(`target.line_${target.direction}`, words);
    return (
      <div key={target.id} style={{ display: "flex", gap: 10, flexWrap: "wrap", fontSize: 13, marginBottom: 8 }}>
        <TargetStatus target={target} />
        {hasPage("targets") ? <PageLink to="/targets">{text}</PageLink> : <span>{text}</span>}
      </div>
    );
  });
}
