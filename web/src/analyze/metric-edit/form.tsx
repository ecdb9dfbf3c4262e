// A metric being defined or changed: its name, how it is counted, and what that comes to.
import { Button, Group, Select, SimpleGrid, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CustomMetric, CustomMetricDraft } from "#contract";
import { apiSend } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { isComplete } from "../../ui/condition/leaf.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { custom_metrics_path } from "../../ui/formula.tsx";
import { PageButton } from "../../ui/page-button.tsx";
import classes from "../../ui/side-form.module.css";
import { formulaOf } from "./draft.ts";
import { FormulaFields } from "./formula-fields.tsx";
import { PreviewCard } from "./preview-card.tsx";

const topics = ["sales", "customers", "experience", "service", "marketing"] as const;
const directions = ["up", "down", "neutral"] as const;

interface MetricFormProps {
  readonly initial: CustomMetricDraft;
  /** The metric that is changed; left out for a new one. */
  readonly id?: string;
}

function useSave(id: string | undefined) {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (draft: CustomMetricDraft) =>
      id === undefined
        ? apiSend<CustomMetric>("POST", custom_metrics_path, draft)
        : apiSend<CustomMetric>("PUT", `${custom_metrics_path}/${id}`, draft),
    onSuccess: async (saved) => {
      await client.invalidateQueries();
      await navigate({ to: `/metrics/${saved.id}`, search: {} });
    },
  });
}

interface WordsProps {
  readonly draft: CustomMetricDraft;
  readonly change: (patch: Partial<CustomMetricDraft>) => void;
}

function Words({ draft, change }: WordsProps) {
  const { t } = useTranslation("metric-edit");
  const { name, description, topic, direction } = draft;
  return (
    <Card>
      <Stack gap="sm">
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          <TextInput
            label={t("name")}
            placeholder={t("name_hint")}
            required
            maxLength={120}
            value={name}
            onChange={({ currentTarget }) => change({ name: currentTarget.value })}
          />
          <Textarea
            label={t("description")}
            placeholder={t("description_hint")}
            maxLength={2000}
            autosize
            minRows={1}
            maxRows={6}
            value={description}
            onChange={({ currentTarget }) => change({ description: currentTarget.value })}
          />
        </SimpleGrid>
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          <Select
            label={t("topic")}
            data={topics.map((id) => ({ value: id, label: t(`topic.${id}`, { ns: "metrics" }) }))}
            value={topic}
            allowDeselect={false}
            onChange={(next) => change({ topic: topics.find((id) => id === next) ?? topic })}
          />
          <Select
            label={t("direction.label")}
            data={directions.map((id) => ({ value: id, label: t(`direction.${id}`) }))}
            value={direction}
            allowDeselect={false}
            onChange={(next) => change({ direction: directions.find((id) => id === next) ?? direction })}
          />
        </SimpleGrid>
      </Stack>
    </Card>
  );
}

export function MetricForm({ initial, id }: MetricFormProps) {
  const { t } = useTranslation("metric-edit");
  const [draft, setDraft] = useState(initial);
  const save = useSave(id);
  const change = (patch: Partial<CustomMetricDraft>) => setDraft((now) => ({ ...now, ...patch }));
  const formula = formulaOf(draft);
  const named = draft.name.trim() !== "";
  const whole = isComplete(formula);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(draft);
  };
  return (
    <Stack gap="sm">
      {/* Enter in a field of the formula must not keep a metric that is half made. */}
      <form id="metric" onSubmit={submit}>
        <Words draft={draft} change={change} />
      </form>
      <div className={classes.layout}>
        <FormulaFields formula={formula} onChange={change} />
        <div className={classes.beside}>
          <PreviewCard formula={formula} />
        </div>
      </div>
      {save.isError && <ErrorState error={save.error} />}
      <Group gap="sm">
        <Button type="submit" form="metric" loading={save.isPending} disabled={!named || !whole}>
          {t(id === undefined ? "create" : "save")}
        </Button>
        <PageButton variant="default" to={id === undefined ? "/metrics/all" : `/metrics/${id}`}>
          {t("cancel")}
        </PageButton>
        <Text size="sm" c="dimmed">
          {named ? (whole ? "" : t("needs_parts")) : t("needs_name")}
        </Text>
      </Group>
    </Stack>
  );
}
