// What changed and what needs attention: the dearest first, then what has no price.
import { Skeleton, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ChangeList, Change as ChangeRow } from "#contract";
import { useApi, useMetrics } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { Change } from "../../ui/change.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { useKnownName } from "../../ui/known-name.ts";
import { PageLink } from "../../ui/link.tsx";
import { usePeriod } from "../../ui/period.ts";
import classes from "./overview.module.css";

const shown = 10;

function Row({ row, currency }: { readonly row: ChangeRow; readonly currency: string }) {
  const { t } = useTranslation("overview");
  const format = useFormat();
  const nameOf = useKnownName();
  const definition = useMetrics().data?.find(({ id }) => id === row.metric);
  const worth = row.worth_minor;
  const sign = worth === null || worth <= 0 ? "" : "+";
  return (
    <li className={classes.change} data-change={row.metric}>
      <div style={{ minWidth: 0 }}>
        <PageLink to={`/metrics/${row.metric}`}>{nameOf(row.metric)}</PageLink>
        <Text size="xs" c="dimmed" className="k-number">
          {t("changes.from_to", {
            before: format.brief(row.before, row.unit, currency),
            now: format.brief(row.now, row.unit, currency),
          })}
        </Text>
      </div>
      <Change now={row.now} before={row.before} unit={row.unit} direction={definition?.direction ?? "neutral"} />
      <span className={`${classes.worth} k-number`}>
        {worth === null ? "" : `${sign}${format.money(worth, currency, "compact")}`}
      </span>
    </li>
  );
}

export function ChangesCard() {
  const { t } = useTranslation("overview");
  const { days, compare, inputs } = usePeriod();
  const { data, error, refetch } = useApi<ChangeList>(
    "/api/v1/changes",
    { ...inputs },
    { enabled: days !== undefined && compare !== "none" },
  );
  if (compare === "none") return null;
  const rows = data?.rows ?? [];
  return (
    <Card
      title={t("changes.title")}
      subtitle={t("changes.subtitle")}
      actions={<PageLink to="/metric-tree">{t("changes.tree")}</PageLink>}
    >
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton height={290} />}
      {data !== undefined && rows.length === 0 && (
        <EmptyState
          title={data.comparison === null ? t("changes.unknown") : t("changes.none")}
          text={data.comparison === null ? t("changes.unknown_hint") : t("changes.none_hint")}
        />
      )}
      {rows.length > 0 && data !== undefined && (
        <>
          <div className={classes.changes_head} aria-hidden>
            <span>{t("changes.change")}</span>
            <span>{t("changes.worth")}</span>
          </div>
          <ol className={classes.changes}>
            {rows.slice(0, shown).map((row) => (
              <Row key={row.metric} row={row} currency={data.currency} />
            ))}
          </ol>
        </>
      )}
    </Card>
  );
}
