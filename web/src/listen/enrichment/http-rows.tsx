// The lists of an HTTP hook: fields that are sent, headers, traits that the answer becomes.
import {
  ActionIcon,
  Autocomplete,
  Button,
  Checkbox,
  Fieldset,
  Group,
  Select,
  Stack,
  Text,
  TextInput,
} from "@mantine/core";
import { Plus, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { HookTake } from "#contract";
import { type Draft, nextKey } from "./http-draft.ts";

interface PartProps {
  readonly draft: Draft;
  readonly change: (patch: Partial<Draft>) => void;
}

const kinds = ["identifier", "trait", "context"] as const satisfies readonly HookTake["kind"][];
const known: Readonly<Record<HookTake["kind"], string[]>> = {
  identifier: ["email", "phone", "user_id", "loyalty_card", "crm_id"],
  trait: ["name", "first_name", "last_name", "company", "company_domain", "country", "city"],
  context: ["ip", "userAgent", "locale", "timezone"],
};

interface ListProps {
  readonly title: string;
  readonly hint: string;
  readonly add: string;
  readonly onAdd: () => void;
  readonly children: ReactNode;
}

function List({ title, hint, add, onAdd, children }: ListProps) {
  return (
    <Fieldset legend={title} radius="md">
      <Stack gap="xs">
        <Text size="xs" c="dimmed">
          {hint}
        </Text>
        {children}
        <Group>
          <Button variant="default" size="xs" leftSection={<Plus size={14} />} onClick={onAdd}>
            {add}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}

function Remove({ label, onClick }: { readonly label: string; readonly onClick: () => void }) {
  return (
    <ActionIcon variant="default" size={36} aria-label={label} onClick={onClick}>
      <Trash2 size={16} />
    </ActionIcon>
  );
}

/** Puts a changed row in the place of the one with its key. */
function replaced<Item extends { readonly key: number }>(rows: readonly Item[], row: Item): Item[] {
  return rows.map((one) => (one.key === row.key ? row : one));
}

function without<Item extends { readonly key: number }>(rows: readonly Item[], key: number): Item[] {
  return rows.filter((one) => one.key !== key);
}

export function FieldRows({ draft: { fields }, change }: PartProps) {
  const { t } = useTranslation("enrichment");
  const add = () =>
    change({
      fields: [
        ...fields,
        { key: nextKey(fields), name: "", from: { kind: "identifier", name: "" }, required: fields.length === 0 },
      ],
    });
  return (
    <List title={t("http.fields")} hint={t("http.fields_hint")} add={t("http.add_field")} onAdd={add}>
      {fields.map((row) => {
        const set = (patch: Partial<typeof row>) => change({ fields: replaced(fields, { ...row, ...patch }) });
        return (
          <Group key={row.key} gap="xs" wrap="wrap" align="center">
            <Select
              aria-label={t("http.field_kind")}
              data={kinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
              value={row.from.kind}
              allowDeselect={false}
              onChange={(value) =>
                set({ from: { ...row.from, kind: kinds.find((kind) => kind === value) ?? "identifier" } })
              }
              style={{ flex: "1 1 165px" }}
            />
            <Autocomplete
              aria-label={t("http.field_from")}
              placeholder={t("http.field_from")}
              data={known[row.from.kind]}
              value={row.from.name}
              onChange={(name) => set({ from: { ...row.from, name } })}
              style={{ flex: "1 1 130px" }}
            />
            <TextInput
              aria-label={t("http.field_name")}
              placeholder={t("http.field_name")}
              value={row.name}
              onChange={({ currentTarget: { value } }) =>
                set({ name: value.toLowerCase().replace(/[^a-z0-9_]/g, "_") })
              }
              style={{ flex: "1 1 110px" }}
            />
            <Checkbox
              label={t("http.required")}
              checked={row.required}
              onChange={({ currentTarget: { checked } }) => set({ required: checked })}
            />
            <Remove
              label={t("http.remove", { name: row.name })}
              onClick={() => change({ fields: without(fields, row.key) })}
            />
          </Group>
        );
      })}
    </List>
  );
}

export function HeaderRows({ draft: { headers }, change }: PartProps) {
  const { t } = useTranslation("enrichment");
  const add = () => change({ headers: [...headers, { key: nextKey(headers), name: "", value: "" }] });
  return (
    <List title={t("http.headers")} hint={t("http.headers_hint")} add={t("http.add_header")} onAdd={add}>
      {headers.map((row) => {
        const set = (patch: Partial<typeof row>) => change({ headers: replaced(headers, { ...row, ...patch }) });
        return (
          <Group key={row.key} gap="xs" wrap="wrap">
            <TextInput
              aria-label={t("http.header_name")}
              placeholder="Authorization"
              value={row.name}
              onChange={({ currentTarget: { value } }) => set({ name: value })}
              style={{ flex: "1 1 150px" }}
            />
            <TextInput
              aria-label={t("http.header_value")}
              type="password"
              autoComplete="off"
              placeholder={row.value === null ? t("http.header_kept") : t("http.header_value")}
              value={row.value ?? ""}
              onChange={({ currentTarget: { value } }) => set({ value })}
              style={{ flex: "2 1 200px" }}
            />
            <Remove
              label={t("http.remove", { name: row.name })}
              onClick={() => change({ headers: without(headers, row.key) })}
            />
          </Group>
        );
      })}
    </List>
  );
}

export function TraitRows({ draft: { traits }, change }: PartProps) {
  const { t } = useTranslation("enrichment");
  const add = () => change({ traits: [...traits, { key: nextKey(traits), name: "", expression: "" }] });
  return (
    <List title={t("http.traits")} hint={t("http.traits_hint")} add={t("http.add_trait")} onAdd={add}>
      {traits.map((row) => {
        const set = (patch: Partial<typeof row>) => change({ traits: replaced(traits, { ...row, ...patch }) });
        return (
          <Group key={row.key} gap="xs" wrap="wrap">
            <TextInput
              aria-label={t("http.trait_name")}
              placeholder="company_name"
              value={row.name}
              onChange={({ currentTarget: { value } }) => set({ name: value })}
              style={{ flex: "1 1 150px" }}
            />
            <TextInput
              aria-label={t("http.expression")}
              placeholder="company.name"
              spellCheck={false}
              value={row.expression}
              onChange={({ currentTarget: { value } }) => set({ expression: value })}
              styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
              style={{ flex: "2 1 200px" }}
            />
            <Remove
              label={t("http.remove", { name: row.name })}
              onClick={() => change({ traits: without(traits, row.key) })}
            />
          </Group>
        );
      })}
    </List>
  );
}
