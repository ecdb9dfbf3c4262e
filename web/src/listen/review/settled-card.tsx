// Pairs that wait no more: merged, kept apart, or refused by identity's limits, with the reason.
import { SegmentedControl, Skeleton, Table, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ReviewPair } from "#contract";
import { useApi, useWorkspace } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { PageLink } from "../../ui/link.tsx";
import { ScrollBox } from "../../ui/scroll-box.tsx";

import { useReason } from "./review.ts";

const states = ["refused", "same", "apart"] as const;
const shown = 20;

export function SettledCard() {
  const { t } = useTranslation("review");
  const format = useFormat();
  const time_zone = useWorkspace().data?.time_zone ?? "UTC";
  const because = useReason();
  const [state, setState] = useState<string>("same");
  const { data, isPending, error, refetch } = useApi<{ rows: ReviewPair[] }>("/api/v1/review/pairs", { state });
  const rows = (data?.rows ?? []).slice(0, shown);
  return (
    <Card
      title={t("settled.title")}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={t("settled.title")}
          value={state}
          onChange={setState}
          data={states.map((value) => ({ value, label: t(`settled.${value}`) }))}
        />
      }
    >
      {isPending && <Skeleton height={80} radius="md" />}
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data !== undefined && rows.length === 0 && (
        <Text size="sm" c="dimmed">
          {t("settled.nothing")}
        </Text>
      )}
      {rows.length > 0 && (
        <ScrollBox label={t("settled.title")}>
          <Table fz="sm" verticalSpacing={6} style={{ "--table-border-color": "var(--k-border)" }}>
            <Table.Tbody>
              {rows.map((pair) => (
                <Table.Tr key={pair.id}>
                  <Table.Td>
                    <PageLink to="/review" search={{ pair: String(pair.id) }}>
                      {t("number", { id: pair.id })}
                    </PageLink>
                  </Table.Td>
                  <Table.Td className="k-number">{format.share(pair.probability)}</Table.Td>
                  <Table.Td>{pair.reason === "" ? "" : because(pair.reason)}</Table.Td>
                  <Table.Td>{pair.settled_by === "" ? t("settled.run") : pair.settled_by}</Table.Td>
                  <Table.Td>{format.instant(pair.settled_at, time_zone)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </ScrollBox>
      )}
    </Card>
  );
}
