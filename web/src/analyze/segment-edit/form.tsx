// A segment being made or changed: its name, what it is for, and who belongs.
import { Button, Group, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Condition, Segment } from "#contract";
import { apiSend } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { ConditionForm } from "../../ui/condition/condition-form.tsx";
import { isComplete } from "../../ui/condition/leaf.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { PageButton } from "../../ui/page-button.tsx";
import { segments_path } from "../segments/segments.ts";

interface Draft {
  readonly name: string;
  readonly description: string;
  /** Null for a list. */
  readonly condition: Condition | null;
}

interface SegmentFormProps {
  readonly initial: Draft;
  /** The segment that is changed; left out for a new one. */
  readonly id?: string;
}

function useSave(id: string | undefined) {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: ({ condition, ...rest }: Draft) => {
      const body = { ...rest, ...(condition === null ? {} : { condition }) };
      return id === undefined
        ? apiSend<Segment>("POST", segments_path, body)
        : apiSend<Segment>("PATCH", `${segments_path}/${id}`, body);
    },
    onSuccess: async (saved) => {
      await client.invalidateQueries();
      await navigate({ to: `/segments/${saved.id}`, search: {} });
    },
  });
}

export function SegmentForm({ initial, id }: SegmentFormProps) {
  const { t } = useTranslation("segment-edit");
  const [draft, setDraft] = useState(initial);
  const save = useSave(id);
  const change = (patch: Partial<Draft>) => setDraft((now) => ({ ...now, ...patch }));
  const { name, description, condition } = draft;
  const whole = condition === null || isComplete(condition);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ ...draft, name: name.trim() });
  };
  return (
    <Stack gap="sm">
      <form id="segment" onSubmit={submit}>
        <Card>
          <Group align="flex-start" gap="sm" grow preventGrowOverflow={false}>
            <TextInput
              label={t("name")}
              placeholder={t("name_hint")}
              required
              maxLength={120}
              value={name}
              miw={220}
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
              miw={220}
              onChange={({ currentTarget }) => change({ description: currentTarget.value })}
            />
          </Group>
        </Card>
      </form>
      {condition !== null && <ConditionForm initial={condition} onChange={(next) => change({ condition: next })} />}
      {save.isError && <ErrorState error={save.error} />}
      <Group gap="sm">
        <Button type="submit" form="segment" loading={save.isPending} disabled={name.trim() === "" || !whole}>
          {t(id === undefined ? "create" : "save")}
        </Button>
        <PageButton variant="default" to={id === undefined ? "/segments" : `/segments/${id}`}>
          {t("cancel")}
        </PageButton>
        <Text size="sm" c="dimmed">
          {name.trim() === "" ? t("needs_name") : whole ? "" : t("needs_parts")}
        </Text>
      </Group>
    </Stack>
  );
}
