// Third step: what the rows are and what each column becomes, guessed and correctable.

import { Alert, Button, MultiSelect, Select, Stack, Text, TextInput } from "@mantine/core";
import { CircleAlert, Info } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Mapping, Preview } from "#contract";
import { Card } from "../../ui/card.tsx";
import type { Draft } from "./draft.ts";
import classes from "./import.module.css";
import { lacksOf, optionsFor, type RowKind, targetKey, targetsOf, withRows, withTargets } from "./mapping.ts";

interface FieldsProps {
  readonly mapping: Mapping;
  readonly onChange: (mapping: Mapping) => void;
}

/** Hints stand below, so that the fields of a row stay in line. */
const below = ["label", "input", "description", "error"] as const;
const row_kinds: readonly RowKind[] = ["order_lines", "events", "customers"];
const currencies = Intl.supportedValuesOf("currency");
const zones = ["UTC", ...Intl.supportedValuesOf("timeZone")];

/** The mapping without its refund pattern when the text is empty. */
function withRefund(mapping: Mapping, text: string): Mapping {
  const { refund_order_pattern: _, ...rest } = mapping;
  return text === "" ? rest : { ...rest, refund_order_pattern: text };
}

function Fields({ mapping, onChange }: FieldsProps) {
  const { t } = useTranslation("import");
  const rows_of = (value: string | null) => row_kinds.find((kind) => kind === value);
  const known_zones = zones.includes(mapping.time_zone) ? zones : [mapping.time_zone, ...zones];
  return (
    <div className={classes.fields}>
      <Select
        label={t("map.rows")}
        data={row_kinds.map((kind) => ({ value: kind, label: t(`map.${kind}`) }))}
        value={mapping.rows}
        allowDeselect={false}
        onChange={(value) => onChange(withRows(mapping, rows_of(value) ?? mapping.rows))}
      />
      <TextInput
        label={t("map.source")}
        inputWrapperOrder={[...below]}
        description={t("map.source_hint")}
        value={mapping.source}
        maxLength={100}
        onChange={(event) => onChange({ ...mapping, source: event.currentTarget.value })}
      />
      {mapping.rows !== "customers" && (
        <Select
          label={t("map.currency")}
          data={currencies}
          value={mapping.currency}
          searchable
          allowDeselect={false}
          onChange={(value) => value !== null && onChange({ ...mapping, currency: value })}
        />
      )}
      <Select
        label={t("map.time_zone")}
        inputWrapperOrder={[...below]}
        description={t("map.time_zone_hint")}
        data={known_zones}
        value={mapping.time_zone}
        searchable
        allowDeselect={false}
        limit={200}
        onChange={(value) => value !== null && onChange({ ...mapping, time_zone: value })}
      />
      {mapping.rows === "order_lines" && (
        <TextInput
          label={t("map.refund")}
          inputWrapperOrder={[...below]}
          description={t("map.refund_hint")}
          value={mapping.refund_order_pattern ?? ""}
          spellCheck={false}
          onChange={(event) => onChange(withRefund(mapping, event.currentTarget.value))}
        />
      )}
      {mapping.rows === "events" && (
        <TextInput
          label={t("map.event_name")}
          inputWrapperOrder={[...below]}
          description={t("map.event_name_hint")}
          value={mapping.event_name ?? ""}
          onChange={(event) => onChange({ ...mapping, event_name: event.currentTarget.value })}
        />
      )}
    </div>
  );
}

/** "identifier:email" in the reader's words. */
function useTargetLabel() {
  const { t } = useTranslation("import");
  return (key: string) => {
    const [to = "", name = ""] = key.split(/:(.*)/s);
    return t(`target.${to}`, { name });
  };
}

interface ColumnProps extends FieldsProps {
  readonly column: string;
  readonly sample: string;
  readonly reason: string | undefined;
}

function Column({ mapping, column, sample, reason, onChange }: ColumnProps) {
  const { t } = useTranslation("import");
  const label = useTargetLabel();
  const targets = targetsOf(mapping, column).map(targetKey);
  const data = useMemo(() => {
    const options = optionsFor(mapping, column);
    return (["fields", "identifiers", "details"] as const).map((group) => ({
      group: t(`map.${group}`),
      items: options.filter((option) => option.group === group).map(({ key }) => ({ value: key, label: label(key) })),
    }));
  }, [mapping, column, t, label]);
  return (
    <li className={classes.column}>
      <div style={{ minWidth: 0 }}>
        <Text size="sm" fw={600} truncate>
          {column}
        </Text>
        <div className={classes.sample}>{sample}</div>
      </div>
      <MultiSelect
        aria-label={t("map.becomes_of", { column })}
        data={data}
        value={targets}
        placeholder={targets.length === 0 ? t("map.nothing") : ""}
        searchable
        clearable
        hidePickedOptions
        styles={{ inputField: { minWidth: 16 } }}
        onChange={(keys) => onChange(withTargets(mapping, column, keys))}
      />
      <Text size="xs" c="dimmed">
        {targets.length === 0 ? "" : reason}
      </Text>
    </li>
  );
}

/** Three different values of a column, for recognition. */
function samplesOf(preview: Preview, column: string): string {
  const at = preview.columns.findIndex(({ name }) => name === column);
  const values = new Set(preview.rows.map((row) => row[at] ?? "").filter((value) => value !== ""));
  return [...values].slice(0, 3).join(" · ");
}

export function Lacks({ mapping }: { readonly mapping: Mapping }) {
  const { t } = useTranslation("import");
  const lacks = lacksOf(mapping);
  const errors = lacks.filter(({ level }) => level === "error");
  const warnings = lacks.filter(({ level }) => level === "warning");
  const list = (of: typeof lacks) => (
    <ul style={{ margin: 0, paddingInlineStart: 18 }}>
      {of.map(({ code }) => (
        <li key={code}>{t(`lack.${code}`)}</li>
      ))}
    </ul>
  );
  return (
    <div aria-live="polite">
      <Stack gap="xs">
        {errors.length > 0 && (
          <Alert
            color="red"
            variant="outline"
            icon={<CircleAlert size={18} />}
            title={t("map.errors")}
            bg="var(--k-card)"
          >
            {list(errors)}
          </Alert>
        )}
        {warnings.length > 0 && (
          <Alert
            color="yellow"
            variant="outline"
            icon={<Info size={18} />}
            title={t("map.warnings")}
            bg="var(--k-card)"
          >
            {list(warnings)}
          </Alert>
        )}
      </Stack>
    </div>
  );
}

/** Why a column became what it is: a guess by its name or values, or the person's own choice. */
function useReasons(draft: Draft, preview: Preview, mapping: Mapping) {
  const { t } = useTranslation("import");
  const keysOf = (of: Mapping, column: string) => targetsOf(of, column).map(targetKey).join();
  return (column: string) => {
    if (draft.corrected && keysOf(mapping, column) !== keysOf(preview.mapping, column)) return t("map.reason_you");
    const known = preview.reasons.find((reason) => reason.column === column);
    return known === undefined ? undefined : t(`map.reason_${known.reason}`);
  };
}

interface MapStepProps {
  readonly draft: Draft;
  readonly preview: Preview;
  readonly mapping: Mapping;
}

export function MapStep({ draft, preview, mapping }: MapStepProps) {
  const { t } = useTranslation("import");
  const reasonOf = useReasons(draft, preview, mapping);
  const again = draft.corrected ? (
    <Button variant="default" size="xs" onClick={() => draft.setMapping(undefined)}>
      {t("map.guess")}
    </Button>
  ) : undefined;
  return (
    <Stack gap="sm">
      <Card title={t("map.title")} subtitle={t("map.text")} actions={again}>
        <Fields mapping={mapping} onChange={draft.setMapping} />
      </Card>
      <Card>
        <div className={`${classes.column} ${classes.columns_head}`} aria-hidden>
          <span>{t("map.column")}</span>
          <span>{t("map.becomes")}</span>
          <span>{t("map.why")}</span>
        </div>
        <ul className={classes.columns}>
          {preview.columns.map(({ name }) => (
            <Column
              key={name}
              mapping={mapping}
              column={name}
              sample={samplesOf(preview, name)}
              reason={reasonOf(name)}
              onChange={draft.setMapping}
            />
          ))}
        </ul>
      </Card>
      <Lacks mapping={mapping} />
    </Stack>
  );
}
