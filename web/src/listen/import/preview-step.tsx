// Second step: the first rows as they were read, and how the file is written, shown and correctable.

import { Box, Select, Skeleton, Stack, Text, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { DateOrder, FileFormat, Preview } from "#contract";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import type { Draft } from "./draft.ts";
import classes from "./import.module.css";
import { dateOrders, datesOf, withDates } from "./mapping.ts";

const delimiters = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe" } as const;
const encodings = ["utf-8", "windows-1250", "windows-1251", "windows-1252", "iso-8859-1", "iso-8859-2", "utf-16le"];

interface FormatFieldsProps {
  readonly draft: Draft;
  readonly preview: Preview;
}

function TextFormatFields({
  format,
  onChange,
}: {
  readonly format: FileFormat;
  readonly onChange: (format: FileFormat) => void;
}) {
  const { t } = useTranslation("import");
  const { delimiter, encoding } = format;
  const known = Object.entries(delimiters).map(([value, name]) => ({ value, label: t(`delimiter.${name}`) }));
  const own = delimiter !== undefined && !(delimiter in delimiters) ? [{ value: delimiter, label: delimiter }] : [];
  const names =
    encoding === undefined || encodings.includes(encoding.toLowerCase()) ? encodings : [encoding, ...encodings];
  return (
    <>
      <Select
        label={t("preview.delimiter")}
        data={[...known, ...own]}
        value={delimiter ?? null}
        allowDeselect={false}
        onChange={(value) => value !== null && onChange({ ...format, delimiter: value })}
      />
      <Select
        label={t("preview.encoding")}
        data={names}
        value={encoding?.toLowerCase() ?? "utf-8"}
        allowDeselect={false}
        onChange={(value) => value !== null && onChange({ ...format, encoding: value })}
      />
      <Select
        label={t("preview.decimal")}
        data={[
          { value: "point", label: t("decimal.point") },
          { value: "comma", label: t("decimal.comma") },
        ]}
        value={format.decimal_comma === true ? "comma" : "point"}
        allowDeselect={false}
        onChange={(value) => onChange({ ...format, decimal_comma: value === "comma" })}
      />
    </>
  );
}

function FormatFields({ draft, preview }: FormatFieldsProps) {
  const { t } = useTranslation("import");
  const { format } = preview;
  const { mapping } = draft;
  const setDates = (value: string | null) => {
    const order: DateOrder | undefined = dateOrders.find((known) => known === value);
    if (mapping !== undefined && order !== undefined) draft.setMapping(withDates(mapping, order));
  };
  const has_time = mapping?.columns.some((entry) => entry.target.to === "occurred_at") === true;
  return (
    <div className={classes.fields}>
      <TextInput label={t("preview.format")} value={t(`format.${format.format}`)} readOnly />
      {format.format === "csv" && <TextFormatFields format={format} onChange={draft.setFormat} />}
      {format.format === "excel" && (
        <TextInput
          key={format.sheet}
          label={t("preview.sheet")}
          defaultValue={format.sheet ?? ""}
          onBlur={(event) =>
            event.currentTarget.value !== (format.sheet ?? "") &&
            draft.setFormat({ ...format, sheet: event.currentTarget.value })
          }
        />
      )}
      {has_time && mapping !== undefined && (
        <Select
          label={t("preview.dates")}
          data={dateOrders.map((order) => ({ value: order, label: t(`dates.${order}`) }))}
          value={datesOf(mapping)}
          allowDeselect={false}
          onChange={setDates}
        />
      )}
    </div>
  );
}

function Rows({ preview }: { readonly preview: Preview }) {
  const { t } = useTranslation("import");
  const format = useFormat();
  const label = t("preview.rows", { count: preview.rows.length });
  const numeric = preview.columns.map(({ type }) => type === "integer" || type === "number");
  const lines = preview.rows.map((cells, index) => ({
    line: index + 1,
    cells: cells.map((value, at) => ({
      value,
      column: preview.columns[at]?.name ?? String(at),
      is_number: numeric[at] === true,
    })),
  }));
  return (
    <Box component="section" className={classes.rows ?? ""} tabIndex={0} aria-label={label}>
      <table className="k-number" aria-label={label}>
        <thead>
          <tr>
            {preview.columns.map((column, index) => (
              <th key={column.name} scope="col" data-number={numeric[index]}>
                {column.name}
                <span className={classes.kind}>
                  {t(`type.${column.type}`)}
                  {column.empty_share > 0 &&
                    ` · ${t("preview.empty", { share: format.share(column.empty_share, column.empty_share < 0.01 ? 1 : 0) })}`}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ line, cells }) => (
            <tr key={line}>
              {cells.map(({ value, column, is_number }) => (
                <td key={column} data-number={is_number} title={value ?? undefined}>
                  {value ?? <span className="k-muted">{t("preview.no_value")}</span>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Box>
  );
}

export function PreviewStep({ draft }: { readonly draft: Draft }) {
  const { t } = useTranslation("import");
  const { preview, fault, previewing } = draft;
  return (
    <Card title={t("preview.title")} subtitle={t("preview.text")}>
      {fault !== null && <ErrorState error={fault} onRetry={draft.retry} />}
      {preview === undefined && fault === null && (
        <Skeleton height={480} radius="md" aria-label={t("preview.reading")} />
      )}
      {preview !== undefined && (
        <Stack gap="md" style={{ opacity: previewing ? 0.5 : 1 }} aria-busy={previewing}>
          <FormatFields draft={draft} preview={preview} />
          {preview.rows.length === 0 ? <EmptyState title={t("preview.no_rows")} /> : <Rows preview={preview} />}
          <Text size="xs" c="dimmed">
            {t("preview.rows", { count: preview.rows.length })}
          </Text>
        </Stack>
      )}
    </Card>
  );
}
