// Narrows an alert to one group of a dimension: a channel, a country.
import { Autocomplete, Group, Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useDimensions, useMetricValues } from "../../ui/api.ts";
import type { FieldsProps } from "./draft.ts";

export function GroupFields({ draft, change }: FieldsProps) {
  const { t } = useTranslation("alerts");
  const dimensions = useDimensions().data ?? [];
  const { dimension, metric } = draft;
  const known = dimension === null || metric === null ? undefined : dimension;
  const groups = useMetricValues(metric ?? "", { by: known }, known !== undefined).data?.groups ?? [];
  return (
    <Group grow align="flex-start" preventGrowOverflow={false}>
      <Select
        label={t("form.dimension")}
        placeholder={t("form.all")}
        data={dimensions.map(({ id, name }) => ({
          value: id,
          label: t(`dimension.${id}`, { ns: "metric", defaultValue: name }),
        }))}
        value={dimension}
        onChange={(id) => change({ dimension: id, key: "" })}
        clearable
        searchable
        miw={150}
      />
      {dimension !== null && (
        <Autocomplete
          label={t("form.key")}
          data={groups.map(({ key }) => key).filter((key) => key !== "" && !key.startsWith("…"))}
          value={draft.key}
          onChange={(key) => change({ key })}
          miw={150}
        />
      )}
    </Group>
  );
}
