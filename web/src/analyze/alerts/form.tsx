// Watches a metric: which, over what stretch, on what condition, and who is told.
import { Button, Group, SegmentedControl, Select, Stack, Switch, TagsInput, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Alert, MetricDefinition } from "#contract";
import { apiSend, useMetrics, useWorkspace } from "../../ui/api.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { MetricSelect } from "../../ui/metric-select.tsx";
import { useNotices } from "../../ui/notices.ts";
import { renew } from "../../ui/renew.ts";
import { ValueField } from "../../ui/value-field.tsx";
import { alerts_path, type Draft, draftOf, type FieldsProps, grains, kinds, requestOf } from "./draft.ts";
import { GroupFields } from "./group-fields.tsx";

function Condition({ draft, change, metric }: FieldsProps & { readonly metric: MetricDefinition | undefined }) {
  const { t } = useTranslation("alerts");
  const currency = useWorkspace().data?.currency ?? "EUR";
  return (
    <>
      <div>
        <Text size="sm" fw={500} id="alert-grain">
          {t("form.grain")}
        </Text>
        <SegmentedControl
          fullWidth
          aria-labelledby="alert-grain"
          value={draft.grain}
          data={grains.map((id) => ({ value: id, label: t(`form.grains.${id}`) }))}
          onChange={(next) => change({ grain: grains.find((id) => id === next) ?? "day" })}
        />
      </div>
      <Select
        label={t("form.condition")}
        description={t(`form.kind_hint.${draft.is}`)}
        data={kinds
          .filter((is) => is !== "worse" || metric?.direction !== "neutral")
          .map((is) => ({ value: is, label: t(`form.kind.${is}`) }))}
        value={draft.is}
        allowDeselect={false}
        onChange={(next) => change({ is: kinds.find((is) => is === next) ?? "below" })}
      />
      {metric !== undefined && (draft.is === "above" || draft.is === "below") && (
        <ValueField
          label={t("form.value")}
          unit={metric.unit}
          currency={currency}
          value={draft.value}
          onChange={(value) => change({ value })}
        />
      )}
    </>
  );
}

function Told({ draft, change }: FieldsProps) {
  const { t } = useTranslation("alerts");
  const can_mail = useNotices().data?.email ?? true;
  return (
    <>
      <TagsInput
        label={t("form.emails")}
        description={can_mail ? t("form.emails_hint") : t("form.no_mail")}
        value={[...draft.emails]}
        onChange={(emails) => change({ emails })}
        splitChars={[",", ";", " "]}
        maxTags={20}
      />
      <TextInput
        type="url"
        label={t("form.webhook")}
        description={t("form.webhook_hint")}
        placeholder="https://hooks.example.com/kompas"
        value={draft.webhook}
        onChange={({ currentTarget: { value } }) => change({ webhook: value })}
      />
      <Switch
        label={t("form.enabled")}
        checked={draft.enabled}
        onChange={({ currentTarget: { checked } }) => change({ enabled: checked })}
      />
    </>
  );
}

interface AlertFormProps {
  /** The one to be changed; undefined for a new one. */
  readonly alert: Alert | undefined;
  readonly onDone: () => void;
}

export function AlertForm({ alert, onDone }: AlertFormProps) {
  const { t } = useTranslation("alerts");
  const client = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(alert));
  const change = (patch: Partial<Draft>) => setDraft((now) => ({ ...now, ...patch }));
  const metric = useMetrics().data?.find(({ id }) => id === draft.metric);
  const request = requestOf(draft);
  const send = useMutation({
    mutationFn: async () => {
      if (alert === undefined) await apiSend("POST", alerts_path, request);
      else await apiSend("PATCH", `${alerts_path}/${alert.id}`, request);
    },
    onSuccess: () => {
      void renew(client, alerts_path);
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput
          label={t("form.name")}
          placeholder={t("form.name_example")}
          value={draft.name}
          maxLength={100}
          required
          onChange={({ currentTarget: { value } }) => change({ name: value })}
        />
        <MetricSelect
          label={t("form.metric")}
          value={draft.metric}
          onChange={(id) => change({ metric: id, value: null })}
        />
        <GroupFields draft={draft} change={change} />
        <Condition draft={draft} change={change} metric={metric} />
        <Told draft={draft} change={change} />
        {send.error !== null && <ErrorState error={send.error} />}
        <Group justify="flex-end">
          <Button type="submit" loading={send.isPending} disabled={request === undefined}>
            {alert === undefined ? t("form.add") : t("form.save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
