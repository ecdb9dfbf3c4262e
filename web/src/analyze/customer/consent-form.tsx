// Writes down what a customer said by phone, on paper or at a counter; nothing is written without a proof.
import { Button, Checkbox, Group, SegmentedControl, Select, Stack, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Channel, ConsentRequest, CustomerConsents, Purpose } from "#contract";
import { channels, inLanguage } from "../../listen/consent/consent.ts";
import { apiSend } from "../../ui/api.ts";
import { ErrorState } from "../../ui/error-state.tsx";

interface Draft {
  readonly purpose: string;
  readonly chosen: readonly Channel[];
  readonly granted: boolean;
  readonly said_on: string;
  readonly until: string;
  readonly document: string;
  readonly text_version: string;
  readonly note: string;
}

const filled = (text: string) => (text.trim() === "" ? undefined : text.trim());

const today = () => new Date().toISOString().slice(0, 10);

/** The request, or undefined while something is missing. An earlier day is its noon, wherever the reader is. */
function requestOf(draft: Draft): ConsentRequest | undefined {
  const { purpose, chosen, granted, said_on, until } = draft;
  const [document, text_version, note] = [filled(draft.document), filled(draft.text_version), filled(draft.note)];
  if (purpose === "" || chosen.length === 0 || (document ?? text_version ?? note) === undefined) return undefined;
  return {
    purpose,
    channels: [...chosen],
    granted,
    ...(said_on === "" || said_on >= today() ? {} : { said_at: `${said_on}T12:00:00.000Z` }),
    ...(granted && until !== "" ? { expires_at: `${until}T23:59:59.000Z` } : {}),
    proof: {
      ...(document === undefined ? {} : { document }),
      ...(text_version === undefined ? {} : { text_version }),
      ...(note === undefined ? {} : { note }),
    },
  };
}

interface FieldsProps {
  readonly draft: Draft;
  readonly change: (patch: Partial<Draft>) => void;
}

function ProofFields({ draft, change }: FieldsProps) {
  const { t } = useTranslation("consent");
  return (
    <>
      <TextInput
        label={t("proof.document")}
        description={t("write.document_hint")}
        maxLength={500}
        value={draft.document}
        onChange={({ currentTarget: { value } }) => change({ document: value })}
      />
      <TextInput
        label={t("proof.text_version")}
        description={t("write.text_version_hint")}
        maxLength={200}
        value={draft.text_version}
        onChange={({ currentTarget: { value } }) => change({ text_version: value })}
      />
      <Textarea
        label={t("proof.note")}
        autosize
        minRows={2}
        maxLength={2000}
        value={draft.note}
        onChange={({ currentTarget: { value } }) => change({ note: value })}
      />
    </>
  );
}

function TimeFields({ draft, change }: FieldsProps) {
  const { t } = useTranslation("consent");
  return (
    <Group grow preventGrowOverflow={false} align="flex-start">
      <TextInput
        type="date"
        label={t("write.said_on")}
        description={t("write.said_on_hint")}
        max={today()}
        value={draft.said_on}
        onChange={({ currentTarget: { value } }) => change({ said_on: value })}
      />
      {draft.granted && (
        <TextInput
          type="date"
          label={t("write.until")}
          description={t("write.until_hint")}
          value={draft.until}
          onChange={({ currentTarget: { value } }) => change({ until: value })}
        />
      )}
    </Group>
  );
}

interface ConsentFormProps {
  readonly path: string;
  readonly purposes: readonly Purpose[];
  readonly onSaved: () => void;
}

export function ConsentForm({ path, purposes, onSaved }: ConsentFormProps) {
  const { t, i18n } = useTranslation("consent");
  const [first] = purposes;
  const [draft, setDraft] = useState<Draft>({
    ...{ purpose: first?.id ?? "", chosen: [], granted: true, said_on: "", until: "" },
    ...{ document: "", text_version: "", note: "" },
  });
  const [fault, setFault] = useState<unknown>(null);
  const [sending, setSending] = useState(false);
  const change = (patch: Partial<Draft>) => setDraft((now) => ({ ...now, ...patch }));
  const request = requestOf(draft);
  const offered = purposes.find(({ id }) => id === draft.purpose)?.channels ?? [];
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setSending(true);
    setFault(null);
    try {
      await apiSend<CustomerConsents>("POST", path, request);
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
        <SegmentedControl
          aria-label={t("write.what")}
          data={["granted", "withdrawn"].map((value) => ({ value, label: t(`write.${value}`) }))}
          value={draft.granted ? "granted" : "withdrawn"}
          onChange={(value) => change({ granted: value === "granted" })}
        />
        <Select
          label={t("purpose")}
          data={purposes.map(({ id, names }) => ({ value: id, label: inLanguage(names, i18n.language) }))}
          value={draft.purpose}
          allowDeselect={false}
          onChange={(value) => change({ purpose: value ?? draft.purpose, chosen: [] })}
        />
        <Checkbox.Group
          label={t("form.channels")}
          value={[...draft.chosen]}
          onChange={(values) => change({ chosen: channels.filter((channel) => values.includes(channel)) })}
        >
          <Group gap="md" mt={6}>
            {offered.map((channel) => (
              <Checkbox key={channel} value={channel} label={t(`channel.${channel}`)} />
            ))}
          </Group>
        </Checkbox.Group>
        <TimeFields draft={draft} change={change} />
        <ProofFields draft={draft} change={change} />
        {fault !== null && <ErrorState error={fault} />}
        <Group>
          <Button type="submit" disabled={request === undefined} loading={sending}>
            {t("write.send")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
