// Sets a target, or changes one: its value, its stretch, who answers for it.
import { Button, Group, SegmentedControl, Select, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ManagerChoice, MetricTarget, TargetDraft, TargetPatch } from "#contract";
import { apiSend, useApi, useMetrics, useWorkspace } from "../../ui/api.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { MetricSelect } from "../../ui/metric-select.tsx";
import { renew } from "../../ui/renew.ts";
import { targets_path } from "../../ui/targets.ts";
import { ValueField } from "../../ui/value-field.tsx";

const grains = ["month", "quarter", "year"] as const;

/** The form as it stands. */
interface Draft extends Omit<TargetDraft, "metric" | "value"> {
  readonly metric: string | null;
  readonly value: number | null;
}

function draftOf(target: MetricTarget | undefined, metric: string | undefined): Draft {
  if (target === undefined)
    return { metric: metric ?? null, value: null, grain: "month", due: null, owner_id: null, note: "" };
  const { grain, due, value, owner, note } = target;
  return { metric: target.metric, value, grain, due, owner_id: owner?.user_id ?? null, note };
}

/** Sends the form; what a standing target measures is fixed, so only the rest of it is sent. */
function useSend(target: MetricTarget | undefined, onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ metric, value, grain, due, owner_id, note }: Draft) => {
      if (metric === null || value === null) return;
      const patch: TargetPatch = { value, owner_id, note };
      if (target === undefined) await apiSend("POST", targets_path, { ...patch, metric, grain, due });
      else await apiSend("PATCH", `${targets_path}/${target.id}`, patch);
    },
    onSuccess: () => {
      void renew(client, targets_path);
      onDone();
    },
  });
}

interface FieldsProps {
  readonly draft: Draft;
  readonly change: (patch: Partial<Draft>) => void;
}

function Stretch({ draft, change }: FieldsProps) {
  const { t } = useTranslation("targets");
  return (
    <>
      <div>
        <Text size="sm" fw={500} id="target-grain">
          {t("form.grain")}
        </Text>
        <SegmentedControl
          fullWidth
          aria-labelledby="target-grain"
          value={draft.grain}
          data={grains.map((id) => ({ value: id, label: t(`grain.${id}`) }))}
          onChange={(next) => change({ grain: grains.find((id) => id === next) ?? "month" })}
        />
      </div>
      <TextInput
        type="date"
        label={t("form.due")}
        description={t("form.due_hint")}
        value={draft.due ?? ""}
        onChange={({ currentTarget: { value } }) => change({ due: value === "" ? null : value })}
      />
    </>
  );
}

interface TargetFormProps {
  /** The one to be changed; undefined for a new one. */
  readonly target: MetricTarget | undefined;
  /** The metric that a new one begins with. */
  readonly metric?: string | undefined;
  readonly onDone: () => void;
}

export function TargetForm({ target, metric, onDone }: TargetFormProps) {
  const { t } = useTranslation("targets");
  const [draft, setDraft] = useState(() => draftOf(target, metric));
  const change = (patch: Partial<Draft>) => setDraft((now) => ({ ...now, ...patch }));
  const send = useSend(target, onDone);
  const chosen = useMetrics().data?.find(({ id }) => id === draft.metric);
  const currency = useWorkspace().data?.currency ?? "EUR";
  const people = useApi<{ rows: ManagerChoice[] }>("/api/v1/managers", {}, { retry: false }).data?.rows ?? [];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send.mutate(draft);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        {target === undefined && (
          <MetricSelect
            label={t("form.metric")}
            value={draft.metric}
            onChange={(id) => change({ metric: id, value: null })}
            offers={({ direction }) => direction !== "neutral"}
          />
        )}
        {chosen !== undefined && (
          <ValueField
            label={chosen.direction === "down" ? t("form.at_most") : t("form.at_least")}
            unit={chosen.unit}
            currency={currency}
            value={draft.value}
            onChange={(value) => change({ value })}
          />
        )}
        {target === undefined && <Stretch draft={draft} change={change} />}
        <Select
          label={t("form.owner")}
          placeholder={t("form.nobody")}
          data={people.map(({ user_id, name }) => ({ value: String(user_id), label: name }))}
          value={draft.owner_id === null ? null : String(draft.owner_id)}
          onChange={(id) => change({ owner_id: id === null ? null : Number(id) })}
          clearable
        />
        <Textarea
          label={t("form.note")}
          value={draft.note}
          maxLength={1000}
          autosize
          minRows={2}
          onChange={({ currentTarget: { value } }) => change({ note: value })}
        />
        {send.error !== null && <ErrorState error={send.error} />}
        <Group justify="flex-end">
          <Button type="submit" loading={send.isPending} disabled={draft.metric === null || draft.value === null}>
            {target === undefined ? t("form.add") : t("form.save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
