// A metric's definition in words: what is counted, over what, how sure, what nothing means, where it comes from.

import { Text } from "@mantine/core";
import { lazy, type ReactNode, Suspense } from "react";
import { useTranslation } from "react-i18next";
import type { MetricAnswer, MetricDefinition } from "#contract";
import classes from "./definition.module.css";
import { type Format, not_defined, useFormat } from "./format.ts";
import { Progress } from "./progress.tsx";

// Words of events and filters come with the first custom metric that somebody opens.
const FormulaOf = lazy(async () => ({ default: (await import("./formula.tsx")).FormulaOf }));

interface DefinitionProps {
  readonly definition: MetricDefinition;
  readonly answer?: MetricAnswer | undefined;
}

function intervalText(answer: MetricAnswer, format: Format): string {
  const { low, high } = answer.total;
  if (low === null || high === null) return not_defined;
  return `${format.value(low, answer.unit, answer.currency)} … ${format.value(high, answer.unit, answer.currency)}`;
}

function Entry({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={classes.entry}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

export function Definition({ definition, answer }: DefinitionProps) {
  const { t } = useTranslation("metric");
  const format = useFormat();
  const { id, interval, empty, source } = definition;
  const words = (part: "numerators" | "denominators", text: string) => t(`${part}.${id}`, { defaultValue: text });
  return (
    <>
      <Text size="sm">{t(`descriptions.${id}`, { defaultValue: definition.description })}</Text>
      <dl className={classes.list}>
        {definition.is_custom ? (
          <Entry name={t("definition.formula")}>
            <Suspense fallback={<Progress />}>
              <FormulaOf id={id} />
            </Suspense>
          </Entry>
        ) : (
          <Entry name={definition.denominator === null ? t("definition.counted") : t("definition.numerator")}>
            {words("numerators", definition.numerator)}
          </Entry>
        )}
        {!definition.is_custom && definition.denominator !== null && (
          <Entry name={t("definition.denominator")}>{words("denominators", definition.denominator)}</Entry>
        )}
        <Entry name={t("definition.interval")}>
          {t(`interval.${interval}`)}
          {answer !== undefined && interval !== "none" && (
            <div className="k-number">{intervalText(answer, format)}</div>
          )}
        </Entry>
        {answer !== undefined && <Entry name={t("definition.sample")}>{format.count(answer.total.n)}</Entry>}
        <Entry name={t("definition.empty")}>{empty === 0 ? "0" : t("definition.not_defined")}</Entry>
        <Entry name={t("definition.source")}>
          {/^https?:/.test(source) ? (
            <a href={source} className="k-link">
              {source}
            </a>
          ) : definition.is_custom ? (
            t("definition.own")
          ) : (
            source
          )}
        </Entry>
        <Entry name="API">
          <code>{`GET /api/v1/metrics/${id}/values`}</code>
        </Entry>
      </dl>
    </>
  );
}
