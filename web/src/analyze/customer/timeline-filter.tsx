// What of the timeline is shown: kinds, a channel, a source, and a text looked for.
import { Chip, CloseButton, Group, Select, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { Search } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { TimelineFacets } from "#contract";
import { useApi } from "../../ui/api.ts";
import { useFormat } from "../../ui/format.ts";

/** As the API takes it; "" is no narrowing. */
export interface Filter {
  readonly kinds: readonly string[];
  readonly channel: string;
  readonly source: string;
  readonly search: string;
}

export const noFilter: Filter = { kinds: [], channel: "", source: "", search: "" };

export function isNarrowed(filter: Filter): boolean {
  return filter.kinds.length > 0 || filter.channel !== "" || filter.source !== "" || filter.search !== "";
}

interface FilterProps {
  readonly id: string;
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
}

function SearchField({ filter, onChange }: Omit<FilterProps, "id">) {
  const { t } = useTranslation("customer");
  const [text, setText] = useState(filter.search);
  const send = useDebouncedCallback((value: string) => onChange({ ...filter, search: value.trim() }), 250);
  const change = (value: string) => {
    setText(value);
    send(value);
  };
  return (
    <TextInput
      type="search"
      size="xs"
      aria-label={t("filter.search")}
      placeholder={t("filter.search")}
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
      leftSection={<Search size={14} aria-hidden />}
      rightSection={
        text === "" ? undefined : <CloseButton size="sm" aria-label={t("filter.clear")} onClick={() => change("")} />
      }
      style={{ flex: "1 1 180px" }}
    />
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly facet: TimelineFacets["channels"];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Offered where there is something to choose between. */
function Choice({ label, facet, value, onChange }: ChoiceProps) {
  if (facet.length < 2 && value === "") return null;
  return (
    <Select
      size="xs"
      aria-label={label}
      placeholder={label}
      data={facet.map((each) => each.value)}
      value={value === "" ? null : value}
      onChange={(chosen) => onChange(chosen ?? "")}
      clearable
      clearButtonProps={{ "aria-label": label }}
      style={{ flex: "1 1 120px", maxWidth: 180 }}
    />
  );
}

export function TimelineFilter({ id, filter, onChange }: FilterProps) {
  const { t } = useTranslation("customer");
  const format = useFormat();
  const facets = useApi<TimelineFacets>(`/api/v1/customers/${id}/timeline/facets`).data;
  const { kinds = [], channels = [], sources = [] } = facets ?? {};
  return (
    <>
      <Group gap="xs" mb="xs">
        <SearchField filter={filter} onChange={onChange} />
        <Choice
          label={t("filter.channel")}
          facet={channels}
          value={filter.channel}
          onChange={(channel) => onChange({ ...filter, channel })}
        />
        <Choice
          label={t("filter.source")}
          facet={sources}
          value={filter.source}
          onChange={(source) => onChange({ ...filter, source })}
        />
      </Group>
      {kinds.length > 1 && (
        <Group gap={6} mb="md" role="group" aria-label={t("filter.kinds")}>
          {kinds.map(({ value, events }) => (
            <Chip
              key={value}
              size="xs"
              variant="outline"
              checked={filter.kinds.includes(value)}
              onChange={(checked) =>
                onChange({
                  ...filter,
                  kinds: checked ? [...filter.kinds, value] : filter.kinds.filter((kind) => kind !== value),
                })
              }
            >
              {t(`kinds.${value}`)} {format.count(events)}
            </Chip>
          ))}
        </Group>
      )}
    </>
  );
}
