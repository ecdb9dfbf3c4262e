// The newest cohorts in small: which share of those who first bought in a month bought again in the months after.

import { Skeleton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { CohortTable } from "#contract";
import { useApi } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { PageLink } from "../../ui/link.tsx";
import { usePeriod } from "../../ui/period.ts";
import { ScrollBox } from "../../ui/scroll-box.tsx";
import { useHeat } from "../../ui/use-heat.ts";
import classes from "./overview.module.css";

const cohorts_shown = 6;
const ages = [1, 2, 3, 4, 5, 6] as const;

type Month = CohortTable["months"][number];

function Row({ month, strongest }: { readonly month: Month; readonly strongest: number }) {
  const { t } = useTranslation("overview");
  const format = useFormat();
  const heat = useHeat();
  return (
    <tr>
      <th scope="row">{format.month(month.month)}</th>
      <td>{format.count(month.customers)}</td>
      {ages.map((age) => {
        const cell = month.cells.find((candidate) => candidate.age === age);
        if (cell === undefined || cell.share === null) return <td key={age} />;
        const text = format.share(cell.share, 0);
        return (
          <td
            key={age}
            style={heat(strongest === 0 ? 0 : cell.share / strongest)}
            title={cell.partial ? t("cohorts.partial") : undefined}
          >
            {cell.partial ? `${text}*` : text}
          </td>
        );
      })}
    </tr>
  );
}

function Teaser({ table }: { readonly table: CohortTable }) {
  const { t } = useTranslation("overview");
  // The newest month has no later month yet.
  const months = table.months.filter((month) => month.cells.some((cell) => cell.age > 0)).slice(-cohorts_shown);
  const shares = months.flatMap((month) => month.cells.filter((cell) => cell.age > 0).map((cell) => cell.share ?? 0));
  const strongest = Math.max(0, ...shares);
  return (
    <ScrollBox label={t("cohorts.title")}>
      <table className={classes.heat} style={{ minWidth: 420 }} aria-label={t("cohorts.title")}>
        <thead>
          <tr>
            <th style={{ width: 84, textAlign: "left" }}>{t("cohorts.month")}</th>
            <th>{t("cohorts.customers")}</th>
            {ages.map((age) => (
              <th key={age} scope="col">
                +{age}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {months.map((month) => (
            <Row key={month.month} month={month} strongest={strongest} />
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

export function CohortsCard() {
  const { t } = useTranslation("overview");
  const { days, inputs } = usePeriod();
  const { data, error, refetch } = useApi<CohortTable>(
    "/api/v1/cohorts",
    { from: inputs.from, to: inputs.to },
    { enabled: days !== undefined },
  );
  return (
    <Card
      title={t("cohorts.title")}
      subtitle={t("cohorts.subtitle")}
      actions={
        <PageLink to="/cohorts" search={{ ...days }}>
          {t("cohorts.open")}
        </PageLink>
      }
    >
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton height={210} />}
      {data !== undefined && <Teaser table={data} />}
    </Card>
  );
}
