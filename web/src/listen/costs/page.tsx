// Costs of winning customers: entered by month, kind and channel, beside what came in with advertising and files.
import { List, Select, Skeleton, Stack } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Coins } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Cost, CostEntry } from "#contract";
import { apiSend, apiUrl, useApi, useWorkspace } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { PageLink } from "../../ui/link.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { useSearchState } from "../../ui/search.ts";
import { AddForm } from "./add-form.tsx";
import { CostTable } from "./cost-table.tsx";
import { lastMonths } from "./costs.ts";

const path = "/api/v1/costs";
const months_shown = 24;

function Elsewhere() {
  const { t } = useTranslation("costs");
  return (
    <Card
      title={t("elsewhere.title")}
      actions={
        <>
          <PageLink to="/import">{t("elsewhere.import")}</PageLink>
          <PageLink to="/metrics/cac">CAC</PageLink>
        </>
      }
    >
      <List size="sm" spacing={6}>
        <List.Item>{t("elsewhere.file")}</List.Item>
        <List.Item>{t("elsewhere.ads")}</List.Item>
        <List.Item>{t("elsewhere.days")}</List.Item>
      </List>
    </Card>
  );
}

export default function Costs() {
  const { t } = useTranslation("costs");
  const format = useFormat();
  const [search, setSearch] = useSearchState();
  const currency = useWorkspace().data?.currency ?? "EUR";
  const answer = useApi<Cost[]>(path);
  const months = [
    ...new Set([...lastMonths(new Date(), months_shown), ...(answer.data ?? []).map((cost) => cost.month)]),
  ]
    .toSorted()
    .toReversed();
  const month = search.month ?? answer.data?.[0]?.month ?? months[0] ?? "";
  const keep = useMutation({
    mutationFn: ({ amount_minor, ...key }: CostEntry) =>
      amount_minor === 0 ? apiSend("DELETE", apiUrl(path, key)) : apiSend("PUT", path, { ...key, amount_minor }),
    onSettled: () => answer.refetch(),
  });
  const costs = (answer.data ?? []).filter((cost) => cost.month === month);
  return (
    <>
      <PageHead title={t("title")} subtitle={t("lead")}>
        <Select
          aria-label={t("month")}
          value={month}
          allowDeselect={false}
          data={months.map((value) => ({ value, label: format.month(value) }))}
          onChange={(value) => setSearch({ month: value ?? undefined })}
        />
      </PageHead>
      <Stack gap="var(--k-gap)">
        {answer.isError && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
        {keep.isError && <ErrorState error={keep.error} onRetry={() => keep.reset()} />}
        <Card title={t("form.title", { month: format.month(month) })}>
          <AddForm currency={currency} busy={keep.isPending} onAdd={(cost) => keep.mutate({ ...cost, month })} />
        </Card>
        <Card title={format.month(month)}>
          {answer.isPending && <Skeleton height={160} radius="md" />}
          {answer.isSuccess && costs.length === 0 && (
            <EmptyState icon={Coins} title={t("empty.title")} text={t("empty.text")} />
          )}
          {costs.length > 0 && (
            <CostTable costs={costs} currency={currency} onKeep={(cost) => keep.mutate({ ...cost, month })} />
          )}
        </Card>
        <Elsewhere />
      </Stack>
    </>
  );
}
