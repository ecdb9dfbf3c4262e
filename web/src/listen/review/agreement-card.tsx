// How reviewing goes: who answered how much, and how far the reviewers agree.
import { Skeleton, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ReviewState } from "#contract";
import { useApi } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { SimpleTable } from "../../ui/simple-table.tsx";

export function AgreementCard() {
  const { t } = useTranslation("review");
  const format = useFormat();
  const answer = useApi<ReviewState>("/api/v1/review");
  const state = answer.data;
  return (
    <Card title={t("agreement.title")} subtitle={t("agreement.hint")}>
      {answer.isPending && <Skeleton height={80} radius="md" />}
      {answer.isError && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {state !== undefined && state.reviewers.length === 0 && (
        <Text size="sm" c="dimmed">
          {t("agreement.nobody")}
        </Text>
      )}
      {state !== undefined && state.reviewers.length > 0 && (
        <SimpleTable
          label={t("agreement.answers")}
          data={{
            columns: [t("agreement.reviewer"), t("said.same"), t("said.apart"), t("said.skip")],
            rows: state.reviewers.map(({ reviewer, same, apart, skip }) => [
              reviewer,
              format.count(same),
              format.count(apart),
              format.count(skip),
            ]),
          }}
        />
      )}
      {state !== undefined && state.by_reviewers.length > 0 && (
        <>
          <Text size="sm" mt="md" mb={4}>
            {t("agreement.all", {
              count: state.agreement.pairs,
              share: format.share(state.agreement.share),
              kappa: format.count(state.agreement.kappa),
            })}
          </Text>
          <SimpleTable
            label={t("agreement.pairs")}
            data={{
              columns: [t("agreement.two"), t("agreement.both"), t("agreement.share"), t("agreement.kappa")],
              rows: state.by_reviewers.map(({ left, right, pairs, share, kappa }) => [
                `${left} · ${right}`,
                format.count(pairs),
                format.share(share),
                format.count(kappa),
              ]),
            }}
          />
        </>
      )}
    </Card>
  );
}
