// A version of the model: what it compares, and the weight of each level as a bar.
import { Badge, Button, Group, Select, Skeleton, Text } from "@mantine/core";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { MatchModelHead, MatchModelWhole } from "#contract";
import { useApi, useWorkspace } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { ChartCard } from "../../ui/chart-card.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { levelName } from "../../ui/match-level.ts";
import type { Tokens } from "../../ui/tokens.ts";
import { levelBars, type MatchingChange, matching_path, weightsOption } from "./matching.ts";

const bar_px = 21;

/** The words of a share that may be very small: 0.0004 is 0.04 %. */
function useSmallShare() {
  const format = useFormat();
  return (share: number) => format.share(share, share < 0.001 ? 4 : share < 0.1 ? 2 : 1);
}

function Weights({ whole }: { readonly whole: MatchModelWhole }) {
  const { t, i18n } = useTranslation("matching");
  const format = useFormat();
  const share = useSmallShare();
  const { model } = whole;
  const bars = useMemo(
    () =>
      levelBars(
        model,
        (name) => (i18n.exists(`matching:role.${name}`) ? t(`role.${name}`) : name),
        (label) => levelName(t, label),
      ),
    [model, t, i18n],
  );
  const build = useCallback((of: Tokens) => weightsOption(bars, (bits) => format.count(bits), of), [bars, format]);
  const { training } = model;
  return (
    <ChartCard
      title={t("model.weights")}
      subtitle={t("model.weights_hint")}
      label={t("model.weights")}
      build={build}
      height={bars.length * bar_px + 40}
      table={{
        columns: [t("model.level"), t("model.m"), t("model.u"), t("model.bits")],
        rows: bars.map(({ name, m, u, weight }) => [name, share(m), share(u), format.count(weight)]),
      }}
      footer={
        <Text size="xs" c="dimmed" mt="xs">
          {t("model.trained", {
            records: format.count(training.records),
            pairs: format.count(training.pairs),
            prior: format.count(model.prior_weight),
          })}{" "}
          {t("model.labels", { count: training.labels, text: format.count(training.labels) })}
        </Text>
      }
    />
  );
}

interface ModelCardProps {
  readonly active: number;
  readonly activate: MatchingChange["activate"];
}

export function ModelCard({ active, activate }: ModelCardProps) {
  const { t } = useTranslation("matching");
  const format = useFormat();
  const time_zone = useWorkspace().data?.time_zone ?? "UTC";
  const [chosen, setChosen] = useState<number>();
  const id = chosen ?? active;
  const versions = useApi<{ rows: MatchModelHead[] }>(`${matching_path}/models`);
  const whole = useApi<MatchModelWhole>(`${matching_path}/models/${id}`);
  return (
    <>
      <Card title={t("model.title")} subtitle={t("model.hint")}>
        <Group gap="sm" align="flex-end">
          <Select
            aria-label={t("model.version")}
            value={String(id)}
            onChange={(value) => value !== null && setChosen(Number(value))}
            allowDeselect={false}
            data={(versions.data?.rows ?? []).map((head) => ({
              value: String(head.id),
              label: t("model.of", { id: head.id, at: format.instant(head.created_at, time_zone) }),
            }))}
            w={300}
            maw="100%"
          />
          {id === active ? (
            <Badge variant="outline" color="teal" size="lg" tt="none">
              {t("model.active")}
            </Badge>
          ) : (
            <Button
              variant="default"
              loading={activate.isPending}
              onClick={() => activate.mutate(id, { onSuccess: () => setChosen(undefined) })}
            >
              {t("model.activate")}
            </Button>
          )}
        </Group>
        {activate.error !== null && <ErrorState error={activate.error} />}
        {versions.isError && <ErrorState error={versions.error} onRetry={() => void versions.refetch()} />}
      </Card>
      {whole.isPending && <Skeleton height={300} radius="lg" />}
      {whole.isError && <ErrorState error={whole.error} onRetry={() => void whole.refetch()} />}
      {whole.data !== undefined && <Weights whole={whole.data} />}
    </>
  );
}
