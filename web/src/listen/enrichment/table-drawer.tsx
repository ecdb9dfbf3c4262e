// An attached table being written: where it is, which column joins, which become traits, how often it is read.
import { Button, Group, MultiSelect, Select, Stack, Switch, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AttachedTable, AttachedTableDraft, Preview } from "#contract";
import { apiSend } from "../../ui/api.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { SideDrawer } from "../../ui/side-drawer.tsx";
import { identifierKinds } from "../import/mapping.ts";
import { useKindName } from "../live/identity.tsx";
import { enrichment_path } from "./hook-card.tsx";
import {
  emptyTable,
  locationOf,
  placeKinds,
  schedules,
  suggested,
  type TableDraft,
  tableDraftOf,
  tableRequestOf,
} from "./table-draft.ts";

interface PartProps {
  readonly draft: TableDraft;
  readonly change: (patch: Partial<TableDraft>) => void;
}

const placeholders = {
  database: "postgresql://reader:password@db.example.com:5432/crm",
  url: "https://example.com/customers.csv",
  path: "/data/customers.parquet",
} as const;

function Place({ draft, change, fixed_name }: PartProps & { readonly fixed_name: boolean }) {
  const { t } = useTranslation("enrichment");
  return (
    <>
      <TextInput
        label={t("table.name")}
        description={t("table.name_hint")}
        placeholder="crm"
        disabled={fixed_name}
        value={draft.name}
        maxLength={40}
        onChange={({ currentTarget: { value } }) => change({ name: value.toLowerCase().replace(/[^a-z0-9_]/g, "_") })}
      />
      <Select
        label={t("table.kind")}
        data={placeKinds.map((kind) => ({ value: kind, label: t(`table.kind_${kind}`) }))}
        value={draft.kind}
        allowDeselect={false}
        onChange={(value) => change({ kind: placeKinds.find((kind) => kind === value) ?? "database" })}
      />
      <TextInput
        label={t(`table.at_${draft.kind}`)}
        description={t("table.at_hint")}
        placeholder={placeholders[draft.kind]}
        autoComplete="off"
        spellCheck={false}
        value={draft.at}
        onChange={({ currentTarget: { value } }) => change({ at: value })}
      />
      {draft.kind === "database" && (
        <TextInput
          label={t("table.table")}
          placeholder="public.customers"
          value={draft.table}
          onChange={({ currentTarget: { value } }) => change({ table: value })}
        />
      )}
    </>
  );
}

function Columns({ draft, change, columns }: PartProps & { readonly columns: readonly string[] }) {
  const { t } = useTranslation("enrichment");
  const kindName = useKindName();
  const kinds = [...new Set([...identifierKinds, draft.join_kind])];
  return (
    <>
      <Group gap="sm" grow preventGrowOverflow={false} wrap="wrap" align="flex-start">
        <Select
          label={t("table.join_column")}
          data={[...columns]}
          value={draft.join_column}
          allowDeselect={false}
          onChange={(value) => value !== null && change({ join_column: value })}
          miw={180}
        />
        <Select
          label={t("table.join_kind")}
          data={kinds.map((kind) => ({ value: kind, label: kindName(kind) }))}
          value={draft.join_kind}
          allowDeselect={false}
          onChange={(value) => value !== null && change({ join_kind: value })}
          miw={180}
        />
      </Group>
      <MultiSelect
        label={t("table.traits")}
        description={t("table.traits_hint")}
        data={columns.filter((column) => column !== draft.join_column)}
        value={draft.traits.filter((column) => column !== draft.join_column)}
        searchable
        clearable
        onChange={(traits) => change({ traits })}
      />
    </>
  );
}

interface TableDrawerProps {
  /** The table to be changed; undefined for a new one. */
  readonly table: AttachedTable | undefined;
  readonly opened: boolean;
  readonly onClose: () => void;
}

type Seen = Pick<Preview, "format" | "mapping"> & { readonly columns: readonly string[] };

/** What is known of a table's columns without looking at it again. */
function seenOf(table: AttachedTable | undefined): Seen | undefined {
  if (table === undefined) return undefined;
  const { mapping } = table;
  return { mapping, format: mapping.format, columns: [...new Set(mapping.columns.map(({ column }) => column))] };
}

function Form({ table, onClose }: Omit<TableDrawerProps, "opened">) {
  const { t } = useTranslation("enrichment");
  const client = useQueryClient();
  const [draft, setDraft] = useState<TableDraft>(() => (table === undefined ? emptyTable : tableDraftOf(table)));
  const [seen, setSeen] = useState<Seen | undefined>(() => seenOf(table));
  const change = (patch: Partial<TableDraft>) => setDraft((now) => ({ ...now, ...patch }));
  const location = locationOf(draft);
  const look = useMutation({
    mutationFn: () => apiSend<Preview>("POST", "/api/v1/imports/preview", { location }),
    onSuccess: (preview) => {
      setSeen({ ...preview, columns: preview.columns.map(({ name }) => name) });
      setDraft((now) => suggested(now, preview));
    },
  });
  const request = tableRequestOf(draft, seen);
  const save = useMutation({
    mutationFn: (body: AttachedTableDraft) =>
      table === undefined
        ? apiSend("POST", `${enrichment_path}/tables`, body)
        : apiSend("PUT", `${enrichment_path}/tables/${table.id}`, body),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: [enrichment_path] });
      onClose();
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (request !== undefined) save.mutate(request);
      }}
    >
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {t("table.lead")}
        </Text>
        <Place draft={draft} change={change} fixed_name={table !== undefined} />
        <Group>
          <Button
            variant="default"
            disabled={location === undefined}
            loading={look.isPending}
            onClick={() => look.mutate()}
          >
            {t("table.look")}
          </Button>
        </Group>
        {look.isError && <ErrorState error={look.error} />}
        {seen !== undefined && <Columns draft={draft} change={change} columns={seen.columns} />}
        <Select
          label={t("table.every")}
          data={schedules.map((minutes) => ({ value: String(minutes), label: t(`every.${minutes}`) }))}
          value={String(draft.every_minutes)}
          allowDeselect={false}
          onChange={(value) => change({ every_minutes: Number(value) })}
        />
        <Switch
          label={t("table.enabled")}
          checked={draft.enabled}
          onChange={({ currentTarget: { checked } }) => change({ enabled: checked })}
        />
        {save.isError && <ErrorState error={save.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit" disabled={request === undefined} loading={save.isPending}>
            {t("save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

export function TableDrawer({ table, opened, onClose }: TableDrawerProps) {
  const { t } = useTranslation("enrichment");
  return (
    <SideDrawer
      opened={opened}
      title={table === undefined ? t("table.add") : t("table.change", { name: table.name })}
      onClose={onClose}
    >
      {opened && <Form key={table?.id ?? 0} table={table} onClose={onClose} />}
    </SideDrawer>
  );
}
