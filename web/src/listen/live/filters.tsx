// What of the stream is shown: kept in the address, so that a link shows the other person the same.
import { Group, Select, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { LiveFilter, LiveOutcome, SourceList } from "#contract";
import { useApi } from "../../ui/api.ts";
import { type Search, useSearchState } from "../../ui/search.ts";

const outcomes = ["accepted", "refused", "dropped"] as const satisfies readonly LiveOutcome[];
const types = ["track", "identify", "page", "screen", "group", "alias"] as const;

/** The filter that the address says. */
export function filterOf({ source, type, name, who, outcome }: Search): LiveFilter {
  const known = outcomes.find((one) => one === outcome);
  return {
    ...(source === undefined ? {} : { source }),
    ...(type === undefined ? {} : { type }),
    ...(name === undefined ? {} : { name }),
    ...(who === undefined ? {} : { who }),
    ...(known === undefined ? {} : { outcome: known }),
  };
}

function TextFilter({ name }: { readonly name: "name" | "who" }) {
  const { t } = useTranslation("live");
  const [search, setSearch] = useSearchState();
  const [text, setText] = useState(search[name] ?? "");
  const send = useDebouncedCallback(
    (value: string) => setSearch({ [name]: value.trim() === "" ? undefined : value.trim() }),
    300,
  );
  return (
    <TextInput
      type="search"
      aria-label={t(`filter.${name}`)}
      placeholder={t(`filter.${name}`)}
      value={text}
      onChange={({ currentTarget: { value } }) => {
        setText(value);
        send(value);
      }}
      style={{ flex: "1 1 170px", maxWidth: 260 }}
    />
  );
}

interface ChoiceProps {
  readonly name: "source" | "type" | "outcome";
  readonly data: readonly { readonly value: string; readonly label: string }[];
}

function Choice({ name, data }: ChoiceProps) {
  const { t } = useTranslation("live");
  const [search, setSearch] = useSearchState();
  return (
    <Select
      aria-label={t(`filter.${name}`)}
      placeholder={t(`filter.${name}`)}
      data={[...data]}
      value={search[name] ?? null}
      onChange={(value) => setSearch({ [name]: value ?? undefined })}
      clearable
      clearButtonProps={{ "aria-label": t("filter.clear"), tabIndex: 0, "aria-hidden": false }}
      searchable={data.length > 8}
      style={{ flex: "1 1 130px", maxWidth: 190 }}
    />
  );
}

export function Filters() {
  const { t } = useTranslation("live");
  const [search] = useSearchState();
  const listed = useApi<SourceList>("/api/v1/sources", {}, { retry: false }).data?.rows ?? [];
  const sources = listed.map(({ slug, name }) => ({ value: slug, label: name }));
  const { source } = search;
  if (source !== undefined && !sources.some(({ value }) => value === source))
    sources.push({ value: source, label: source });
  return (
    <Group gap="xs" mb="sm">
      <TextFilter name="name" />
      <TextFilter name="who" />
      <Choice name="source" data={sources} />
      <Choice name="type" data={types.map((value) => ({ value, label: t(`type.${value}`) }))} />
      <Choice name="outcome" data={outcomes.map((value) => ({ value, label: t(`outcome.${value}`) }))} />
    </Group>
  );
}
