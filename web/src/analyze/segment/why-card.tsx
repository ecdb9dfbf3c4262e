// Why somebody is in the segment or not, now or at a past day.
import { Group, Select, Skeleton, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Condition, Customer, Why } from "#contract";
import { useApi, useCustomers } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { WhyTree } from "../../ui/condition/why.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { PageLink } from "../../ui/link.tsx";
import { useSearchState } from "../../ui/search.ts";

interface WhyCardProps {
  readonly id: string;
  readonly condition: Condition;
  readonly today: string;
}

/** Finds a customer by what one knows of them. */
function CustomerChoice({ onChoose }: { readonly onChoose: (id: string | undefined) => void }) {
  const { t } = useTranslation("segment");
  const [text, setText] = useState("");
  const [rested] = useDebouncedValue(text.trim(), 250);
  const answer = useCustomers({ search: rested, sort: rested === "" ? "revenue" : "match", limit: 8 });
  const data = answer.data?.rows.map(({ customer_id, label }) => ({ value: String(customer_id), label })) ?? [];
  return (
    <Select
      label={t("why.customer")}
      placeholder={t("why.customer_hint")}
      data={data}
      searchable
      clearable
      w={320}
      maw="100%"
      nothingFoundMessage={t("no_rows", { ns: "ui" })}
      // The server has searched already, also by what the label does not show.
      filter={({ options }) => options}
      onSearchChange={setText}
      onChange={(value) => onChoose(value ?? undefined)}
    />
  );
}

function Whose({ id }: { readonly id: string }) {
  const { t } = useTranslation("segment");
  const { data } = useApi<Customer>(`/api/v1/customers/${id}`, {}, { placeholderData: () => undefined });
  return (
    <Text mb="xs" fw={600}>
      <PageLink to={`/customers/${id}`}>{data?.label ?? t("why.open", { id })}</PageLink>
    </Text>
  );
}

export function WhyCard({ id, condition, today }: WhyCardProps) {
  const { t } = useTranslation("segment");
  const [search, setSearch] = useSearchState();
  const { customer, at } = search;
  // The end of a past day in UTC is near enough for what was true then.
  const inputs = { customer_id: customer, at: at === undefined || at >= today ? undefined : `${at}T23:59:59.000Z` };
  const { data, error, isPending, isPlaceholderData, refetch } = useApi<Why>(
    `/api/v1/segments/${encodeURIComponent(id)}/why`,
    inputs,
    { enabled: customer !== undefined, retry: false },
  );
  return (
    <Card title={t("why.title")} subtitle={t("why.hint")}>
      <Group align="flex-end" gap="sm" mb="md">
        <CustomerChoice onChoose={(next) => setSearch({ customer: next })} />
        <TextInput
          type="date"
          label={t("why.day")}
          value={at ?? today}
          max={today}
          onChange={({ currentTarget: { value } }) =>
            setSearch({ at: value === "" || value >= today ? undefined : value })
          }
        />
      </Group>
      {customer === undefined && (
        <Text size="sm" c="dimmed">
          {t("why.empty")}
        </Text>
      )}
      {customer !== undefined && error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {customer !== undefined && error === null && isPending && <Skeleton height={160} radius="md" />}
      {customer !== undefined && data !== undefined && error === null && (
        <div style={{ opacity: isPlaceholderData ? 0.5 : 1 }}>
          <Whose id={data.customer_id} />
          <WhyTree condition={condition} why={data} />
        </div>
      )}
    </Card>
  );
}
