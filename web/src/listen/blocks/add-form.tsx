// Adds a line to the block list: whom or what, why, until when.
import { Button, Checkbox, Group, SegmentedControl, Select, Stack, TextInput } from "@mantine/core";
import { useDebouncedValue, useMediaQuery } from "@mantine/hooks";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Block, BlockKind, SourceList } from "#contract";
import { ApiError, apiSend, useApi, useCustomers } from "../../ui/api.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { useKindName } from "../live/identity.tsx";
import { type Draft, emptyDraft, requestOf } from "./blocks.ts";

const kinds = ["identifier", "customer", "source", "event", "network"] as const satisfies readonly BlockKind[];
const identifier_kinds = ["any", "email", "phone", "user_id", "loyalty_card", "device_id", "anonymous_id"];

interface FieldsProps {
  readonly draft: Draft;
  readonly change: (patch: Partial<Draft>) => void;
}

function PersonFields({ draft, change }: FieldsProps) {
  const { t } = useTranslation("blocks");
  const kindName = useKindName();
  const listed = identifier_kinds.includes(draft.identifier_kind)
    ? identifier_kinds
    : [...identifier_kinds, draft.identifier_kind];
  return (
    <Group gap="sm" align="flex-start" grow preventGrowOverflow={false} wrap="wrap">
      <Select
        label={t("form.identifier_kind")}
        data={listed.map((value) => ({ value, label: kindName(value) }))}
        value={draft.identifier_kind}
        onChange={(value) => change({ identifier_kind: value ?? "any" })}
        allowDeselect={false}
        miw={200}
      />
      <TextInput
        label={t("form.value")}
        placeholder="anna@example.org"
        autoComplete="off"
        value={draft.value}
        onChange={({ currentTarget: { value } }) => change({ value })}
        miw={220}
      />
    </Group>
  );
}

function CustomerField({ draft, change }: FieldsProps) {
  const { t } = useTranslation("blocks");
  const [text, setText] = useState("");
  const [rested] = useDebouncedValue(text.trim(), 200);
  const found = useCustomers({ search: rested, limit: 20 });
  const rows = found.data?.rows ?? [];
  const data = rows.map(({ customer_id, label }) => ({ value: customer_id, label }));
  const { customer_id } = draft;
  if (customer_id !== "" && !data.some(({ value }) => value === customer_id))
    data.push({ value: customer_id, label: customer_id });
  return (
    <Select
      label={t("form.customer")}
      description={t("form.customer_hint")}
      data={data}
      value={customer_id === "" ? null : customer_id}
      onChange={(value) => change({ customer_id: value ?? "" })}
      searchable
      onSearchChange={setText}
      filter={({ options }) => options}
      nothingFoundMessage={t("no_rows", { ns: "ui" })}
    />
  );
}

function SourceField({ draft, change }: FieldsProps) {
  const { t } = useTranslation("blocks");
  const rows = useApi<SourceList>("/api/v1/sources", {}, { retry: false }).data?.rows ?? [];
  const optional = draft.kind === "event";
  return (
    <Select
      label={t(optional ? "form.only_source" : "form.source")}
      placeholder={optional ? t("form.every_source") : t("form.pick_source")}
      data={rows.map(({ slug, name }) => ({ value: slug, label: name }))}
      value={draft.source === "" ? null : draft.source}
      onChange={(value) => change({ source: value ?? "" })}
      clearable={optional}
      searchable
      nothingFoundMessage={t("no_rows", { ns: "ui" })}
      miw={200}
    />
  );
}

function TargetFields({ draft, change }: FieldsProps) {
  const { t } = useTranslation("blocks");
  const { kind } = draft;
  return (
    <>
      {kind === "identifier" && <PersonFields draft={draft} change={change} />}
      {kind === "customer" && <CustomerField draft={draft} change={change} />}
      {kind === "source" && <SourceField draft={draft} change={change} />}
      {kind === "event" && (
        <Group gap="sm" align="flex-start" grow preventGrowOverflow={false} wrap="wrap">
          <TextInput
            label={t("form.event_name")}
            placeholder="Mouse Moved"
            value={draft.event_name}
            onChange={({ currentTarget: { value } }) => change({ event_name: value })}
            miw={220}
          />
          <SourceField draft={draft} change={change} />
        </Group>
      )}
      {kind === "network" && (
        <TextInput
          label={t("form.network")}
          description={t("form.network_hint")}
          placeholder="203.0.113.0/24"
          value={draft.network}
          onChange={({ currentTarget: { value } }) => change({ network: value })}
        />
      )}
      {(kind === "identifier" || kind === "customer") && (
        <Checkbox
          label={t("form.fingerprint")}
          description={t("form.fingerprint_hint")}
          checked={draft.fingerprint_only}
          onChange={({ currentTarget: { checked } }) => change({ fingerprint_only: checked })}
        />
      )}
    </>
  );
}

interface AddFormProps {
  readonly start: Partial<Draft>;
  readonly onAdded: (block: Block) => void;
}

export function AddForm({ start, onAdded }: AddFormProps) {
  const { t } = useTranslation("blocks");
  const narrow = useMediaQuery("(max-width: 48em)", false, { getInitialValueInEffect: false });
  const [draft, setDraft] = useState<Draft>({ ...emptyDraft, ...start });
  const [fault, setFault] = useState<unknown>(null);
  const [sending, setSending] = useState(false);
  const change = (patch: Partial<Draft>) => setDraft((now) => ({ ...now, ...patch }));
  const request = requestOf(draft);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (request === undefined) return;
    setSending(true);
    setFault(null);
    try {
      onAdded(await apiSend<Block>("POST", "/api/v1/blocks", request));
      setDraft({ ...emptyDraft, kind: draft.kind });
    } catch (thrown) {
      setFault(thrown instanceof ApiError ? thrown : new Error(String(thrown)));
    } finally {
      setSending(false);
    }
  };
  return (
    <form onSubmit={(event) => void send(event)}>
      <Stack gap="md">
        <SegmentedControl
          aria-label={t("form.kind")}
          data={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
          value={draft.kind}
          onChange={(value) => change({ kind: kinds.find((kind) => kind === value) ?? "identifier" })}
          orientation={narrow ? "vertical" : "horizontal"}
          fullWidth={narrow}
          style={{ alignSelf: narrow ? "stretch" : "flex-start" }}
        />
        <TargetFields draft={draft} change={change} />
        <Group gap="sm" align="flex-start" grow preventGrowOverflow={false} wrap="wrap">
          <TextInput
            label={t("form.reason")}
            placeholder={t("form.reason_example")}
            value={draft.reason}
            onChange={({ currentTarget: { value } }) => change({ reason: value })}
            miw={220}
          />
          <TextInput
            type="date"
            label={t("form.until")}
            description={t("form.until_hint")}
            inputWrapperOrder={["label", "input", "description"]}
            value={draft.until}
            onChange={({ currentTarget: { value } }) => change({ until: value })}
            miw={180}
          />
        </Group>
        {fault !== null && <ErrorState error={fault} />}
        <Group>
          <Button type="submit" disabled={request === undefined} loading={sending}>
            {t("form.add")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
