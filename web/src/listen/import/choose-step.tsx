// First step: where the rows are. A file of this computer, a path of the server's, a URL, or a table of a database.

import { Button, Group, SegmentedControl, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Location } from "#contract";
import { Card } from "../../ui/card.tsx";
import { useSearchState } from "../../ui/search.ts";
import { DropField } from "./drop-field.tsx";
import { kinds, type LocationKind, parseSearch } from "./location.ts";

type Chosen = (location: Location) => void;

const patterns = { url: /^(https?|s3):\/\/./, database: /^(postgres|postgresql|mysql):\/\/./ } as const;

interface AddressFieldProps {
  readonly kind: "path" | "url";
  readonly initial: string;
  readonly onChosen: Chosen;
}

function AddressField({ kind, initial, onChosen }: AddressFieldProps) {
  const { t } = useTranslation("import");
  const [text, setText] = useState(initial);
  const [fault, setFault] = useState<string>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const value = text.trim();
    if (value === "") setFault(t("choose.missing"));
    else if (kind === "url" && !patterns.url.test(value)) setFault(t("choose.bad_url"));
    else onChosen(kind === "path" ? { kind, path: value } : { kind, url: value });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm" maw={640}>
        <TextInput
          label={t(`choose.${kind}_label`)}
          description={t(`choose.${kind}_hint`)}
          value={text}
          error={fault}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setFault(undefined);
          }}
        />
        <Group>
          <Button type="submit">{t("choose.read")}</Button>
        </Group>
      </Stack>
    </form>
  );
}

function DatabaseFields({ onChosen }: { readonly onChosen: Chosen }) {
  const { t } = useTranslation("import");
  const [url, setUrl] = useState("");
  const [table, setTable] = useState("");
  const [tried, setTried] = useState(false);
  const url_fault = patterns.database.test(url.trim()) ? undefined : t("choose.bad_database");
  const table_fault = table.trim() === "" ? t("choose.missing") : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (url_fault === undefined && table_fault === undefined)
      onChosen({ kind: "database", url: url.trim(), table: table.trim() });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm" maw={640}>
        <TextInput
          label={t("choose.database_label")}
          description={t("choose.database_hint")}
          value={url}
          error={tried && url_fault}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        <TextInput
          label={t("choose.table_label")}
          value={table}
          error={tried && table_fault}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setTable(event.currentTarget.value)}
        />
        <Group>
          <Button type="submit">{t("choose.read")}</Button>
        </Group>
      </Stack>
    </form>
  );
}

export function ChooseStep({ onChosen }: { readonly onChosen: Chosen }) {
  const { t } = useTranslation("import");
  const [raw, setSearch] = useSearchState();
  const search = parseSearch(raw);
  const kind: LocationKind = search.kind ?? "upload";
  const change = (value: string) =>
    setSearch({ kind: value === "upload" ? undefined : value, at: undefined, file: undefined });
  const field =
    kind === "upload" ? (
      <DropField onChosen={onChosen} />
    ) : kind === "database" ? (
      <DatabaseFields onChosen={onChosen} />
    ) : (
      <AddressField key={kind} kind={kind} initial={search.at ?? ""} onChosen={onChosen} />
    );
  return (
    <Card title={t("choose.title")}>
      <Stack gap="md">
        <div style={{ overflowX: "auto" }}>
          <SegmentedControl
            aria-label={t("choose.title")}
            value={kind}
            onChange={change}
            data={kinds.map((value) => ({ value, label: t(`choose.${value}`) }))}
          />
        </div>
        {field}
        {kind !== "database" && (
          <Text size="xs" c="dimmed">
            {t("choose.formats")}
          </Text>
        )}
      </Stack>
    </Card>
  );
}
