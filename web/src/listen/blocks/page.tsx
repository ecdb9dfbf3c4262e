// The block list: who and what is stopped at the gate, and what that does.
import { Alert, List, Skeleton, Stack, Text } from "@mantine/core";
import { CircleCheck, ShieldBan } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { BlockCount, BlockList } from "#contract";
import { useApi } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { type Search, useSearchState } from "../../ui/search.ts";
import { SimpleTable } from "../../ui/simple-table.tsx";
import { AddForm } from "./add-form.tsx";
import { BlockTable } from "./block-table.tsx";
import { byDay, type Draft, reasons } from "./blocks.ts";

/** What another page asks to be stopped. */
function startOf({ kind, value, customer, source }: Search): Partial<Draft> {
  if (customer !== undefined) return { kind: "customer", customer_id: customer };
  if (value !== undefined) return { identifier_kind: kind ?? "any", value };
  return source === undefined ? {} : { kind: "source", source };
}

function WhatHappens() {
  const { t } = useTranslation("blocks");
  const points = ["gate", "sender", "kept", "counted", "past"] as const;
  return (
    <Card title={t("what.title")}>
      <List size="sm" spacing={6}>
        {points.map((point) => (
          <List.Item key={point}>{t(`what.${point}`)}</List.Item>
        ))}
      </List>
    </Card>
  );
}

function Stopped() {
  const { t } = useTranslation("blocks");
  const format = useFormat();
  const answer = useApi<{ rows: BlockCount[] }>("/api/v1/blocks/counts", { days: 30 }, { refetchInterval: 10_000 });
  const days = byDay(answer.data?.rows ?? []);
  return (
    <Card title={t("stopped.title")} subtitle={t("stopped.hint")}>
      {answer.isPending && <Skeleton height={80} radius="md" />}
      {answer.isError && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isSuccess && days.length === 0 && (
        <Text size="sm" c="dimmed">
          {t("stopped.nothing")}
        </Text>
      )}
      {days.length > 0 && (
        <SimpleTable
          label={t("stopped.title")}
          data={{
            columns: [t("stopped.day"), ...reasons.map((reason) => t(`stopped.${reason}`))],
            rows: days.map(({ day, events }) => [format.day(day), ...events.map((count) => format.count(count))]),
          }}
        />
      )}
    </Card>
  );
}

export default function Blocks() {
  const { t } = useTranslation("blocks");
  const [search] = useSearchState();
  const [added, setAdded] = useState(false);
  const answer = useApi<BlockList>("/api/v1/blocks", {}, { refetchInterval: 10_000 });
  const rows = answer.data?.rows ?? [];
  const again = () => void answer.refetch();
  return (
    <>
      <PageHead title={t("title")} subtitle={t("lead")} />
      <Stack gap="var(--k-gap)">
        <Card title={t("form.title")}>
          <AddForm
            start={startOf(search)}
            onAdded={() => {
              setAdded(true);
              again();
            }}
          />
          {added && (
            <Alert
              mt="md"
              variant="outline"
              color="teal"
              icon={<CircleCheck size={18} />}
              bg="var(--k-card)"
              role="status"
              withCloseButton
              closeButtonLabel={t("close", { ns: "ui" })}
              onClose={() => setAdded(false)}
            >
              {t("added")}
            </Alert>
          )}
        </Card>
        <Card title={t("list")}>
          {answer.isPending && <Skeleton height={120} radius="md" />}
          {answer.isError && <ErrorState error={answer.error} onRetry={again} />}
          {answer.isSuccess && rows.length === 0 && (
            <EmptyState icon={ShieldBan} title={t("empty.title")} text={t("empty.hint")} />
          )}
          {rows.length > 0 && <BlockTable rows={rows} onChanged={again} />}
        </Card>
        <WhatHappens />
        <Stopped />
      </Stack>
    </>
  );
}
