// What a metric's definition leaves to the reader, kept in the URL: days, shares, the model of attribution.
import { Group, NumberInput, Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { MetricDefinition } from "#contract";
import { useSearchState } from "../../ui/search.ts";

type Parameters = MetricDefinition["parameters"];
type Asked = Readonly<Partial<Record<Parameters[number]["id"], string>>>;

/** The parameters that the URL asks for, of those that the metric heeds. */
export function useParameters(parameters: Parameters): Asked {
  const [search] = useSearchState();
  return Object.fromEntries(parameters.map(({ id }) => [id, search[id]]));
}

export function ParameterFields({ parameters }: { readonly parameters: Parameters }) {
  const { t } = useTranslation("metric");
  const [search, setSearch] = useSearchState();
  return (
    <Group gap="sm" align="end">
      {parameters.map((parameter) =>
        parameter.id === "model" ? (
          <Select
            key={parameter.id}
            size="xs"
            label={t(`parameter.${parameter.id}`)}
            value={search.model ?? String(parameter.default)}
            data={["last", "first"].map((value) => ({ value, label: t(`model.${value}`) }))}
            allowDeselect={false}
            onChange={(value) => setSearch({ model: value ?? undefined })}
          />
        ) : (
          <NumberInput
            key={parameter.id}
            size="xs"
            w={180}
            label={t(`parameter.${parameter.id}`)}
            placeholder={
              parameter.default === null ? t(`parameter_default.${parameter.id}`) : String(parameter.default)
            }
            value={search[parameter.id] ?? ""}
            min={parameter.id === "margin_share" ? 0 : 1}
            max={parameter.id === "margin_share" ? 1 : 3650}
            step={parameter.id === "margin_share" ? 0.05 : 30}
            allowDecimal={parameter.id === "margin_share"}
            onChange={(value) => setSearch({ [parameter.id]: value === "" ? undefined : String(value) })}
          />
        ),
      )}
    </Group>
  );
}
