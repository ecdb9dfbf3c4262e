// A purpose in full: what it is called, on what legal basis, by which channels.
import { Alert, Button, Checkbox, Group, Radio, Stack, Switch, Text, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Purpose } from "#contract";
import { apiSend } from "../../ui/api.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { languages } from "../../ui/i18n.ts";
import { bases, channels, isComplete, type PurposeDraft } from "./consent.ts";

interface FieldsProps {
  readonly draft: PurposeDraft;
  readonly change: (patch: Partial<PurposeDraft>) => void;
}

function Texts({ draft, change }: FieldsProps) {
  const { t } = useTranslation("consent");
  return (
    <>
      {languages.map(({ id, name }) => (
        <Stack key={id} gap={6}>
          <TextInput
            label={t("form.name_in", { language: name })}
            required={id === "en"}
            maxLength={200}
            lang={id}
            value={draft.names[id]}
            onChange={({ currentTarget: { value } }) => change({ names: { ...draft.names, [id]: value } })}
          />
          <Textarea
            label={t("form.description_in", { language: name })}
            autosize
            minRows={2}
            maxLength={1000}
            lang={id}
            value={draft.descriptions[id]}
            onChange={({ currentTarget: { value } }) =>
              change({ descriptions: { ...draft.descriptions, [id]: value } })
            }
          />
        </Stack>
      ))}
    </>
  );
}

function Rules({ draft, change }: FieldsProps) {
  const { t } = useTranslation("consent");
  return (
    <>
      <Radio.Group
        label={t("form.basis")}
        value={draft.basis}
        onChange={(value) => change({ basis: bases.find((basis) => basis === value) ?? draft.basis })}
      >
        <Stack gap="xs" mt={6}>
          {bases.map((basis) => (
            <Radio key={basis} value={basis} label={t(`basis.${basis}`)} description={t(`basis_hint.${basis}`)} />
          ))}
        </Stack>
      </Radio.Group>
      <Checkbox.Group
        label={t("form.channels")}
        value={[...draft.channels]}
        onChange={(values) => change({ channels: channels.filter((channel) => values.includes(channel)) })}
      >
        <Group gap="md" mt={6}>
          {channels.map((channel) => (
            <Checkbox key={channel} value={channel} label={t(`channel.${channel}`)} />
          ))}
        </Group>
      </Checkbox.Group>
      <Switch
        label={t("form.enabled")}
        description={t("form.enabled_hint")}
        checked={draft.enabled}
        onChange={({ currentTarget: { checked } }) => change({ enabled: checked })}
      />
    </>
  );
}

interface PurposeFormProps {
  readonly start: PurposeDraft;
  /** A purpose that is there keeps its id: the ledger speaks of it. */
  readonly known: boolean;
  readonly onSaved: () => void;
}

export function PurposeForm({ start, known, onSaved }: PurposeFormProps) {
  const { t } = useTranslation("consent");
  const [draft, setDraft] = useState(start);
  const [fault, setFault] = useState<unknown>(null);
  const [sending, setSending] = useState(false);
  const change = (patch: Partial<PurposeDraft>) => setDraft((now) => ({ ...now, ...patch }));
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const { id, ...request } = draft;
    setSending(true);
    setFault(null);
    try {
      await apiSend<Purpose>("PUT", `/api/v1/consent/purposes/${encodeURIComponent(id)}`, request);
      onSaved();
    } catch (thrown) {
      setFault(thrown);
    } finally {
      setSending(false);
    }
  };
  return (
    <form onSubmit={(event) => void send(event)}>
      <Stack gap="md">
        {known ? (
          <Text size="sm" c="dimmed">
            {t("form.id")}: <code>{draft.id}</code>
          </Text>
        ) : (
          <TextInput
            label={t("form.id")}
            description={t("form.id_hint")}
            required
            pattern="[a-z][a-z0-9_]*"
            maxLength={40}
            value={draft.id}
            onChange={({ currentTarget: { value } }) => change({ id: value.toLowerCase() })}
          />
        )}
        <Rules draft={draft} change={change} />
        {draft.basis !== "consent" && (
          <Alert variant="outline" color="yellow" bg="var(--k-card)">
            {t("form.basis_warning")}
          </Alert>
        )}
        <Texts draft={draft} change={change} />
        {fault !== null && <ErrorState error={fault} />}
        <Group>
          <Button type="submit" disabled={!isComplete(draft)} loading={sending}>
            {t("form.save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
