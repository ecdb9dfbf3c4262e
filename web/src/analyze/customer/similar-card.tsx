// Records that may be this same person and wait for somebody to say so.
import { Group, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ReviewPair } from "#contract";
import { useApi } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { useFormat } from "../../ui/format.ts";
import { PageLink } from "../../ui/link.tsx";
import { useMayOpen } from "../../ui/me.ts";

interface SimilarCardProps {
  readonly id: string;
}

const waits = (state: ReviewPair["state"]) => state === "open" || state === "disputed";

/** Shown only where a pair waits, and to whoever may review it. */
export function SimilarCard({ id }: SimilarCardProps): ReactNode {
  const { t } = useTranslation("customer");
  const format = useFormat();
  const may = useMayOpen("/review");
  const { data } = useApi<{ readonly rows: readonly ReviewPair[] }>(
    "/api/v1/review/pairs",
    { customer: id },
    { enabled: may, placeholderData: () => undefined },
  );
  const waiting = data?.rows.filter(({ state }) => waits(state)) ?? [];
  if (waiting.length === 0) return null;
  return (
    <Card title={t("similar.title")} subtitle={t("similar.hint")}>
      <Stack gap={6}>
        {waiting.map(({ id: pair, left, right, probability }) => {
          const other = left === id ? right : left;
          return (
            <Group key={pair} justify="space-between" gap="xs" wrap="nowrap">
              <Text size="sm" style={{ minWidth: 0, overflowWrap: "anywhere" }}>
                <PageLink to={`/customers/${other}`}>{t("similar.record", { id: other })}</PageLink>
                <Text span size="xs" c="dimmed" ml={8}>
                  {t("similar.probability", { share: format.share(probability, 0) })}
                </Text>
              </Text>
              <PageLink to="/review" search={{ pair: String(pair) }}>
                {t("similar.review")}
              </PageLink>
            </Group>
          );
        })}
      </Stack>
    </Card>
  );
}
