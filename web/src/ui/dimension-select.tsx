// Chooses what a metric is broken down by.
import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useDimensions } from "./api.ts";

interface DimensionSelectProps {
  /** Id of the chosen dimension. */
  readonly value: string | undefined;
  readonly onChange: (id: string) => void;
}

/** What somebody made is asked for by who knows it. */
const asked_for: ReadonlySet<string> = new Set(["segment", "class", "survey"]);

/** The dimension to start with: the one with the fewest values above one, since it is the easiest to take in. */
export function useDimension(chosen: string | undefined): string | undefined {
  const dimensions = useDimensions().data ?? [];
  if (chosen !== undefined && dimensions.some((dimension) => dimension.id === chosen)) return chosen;
  const given = dimensions.filter(({ kind, values }) => values > 1 && !asked_for.has(kind));
  const [first] = given.toSorted((a, b) => a.values - b.values);
  return first?.id ?? dimensions[0]?.id;
}

/** Catalogue names for the dimensions that every workspace has; properties and traits go by their own names. */
export function useDimensionName(): (dimension: { id: string; kind: string; name: string }) => string {
  const { t } = useTranslation("metric");
  return ({ kind, name }) =>
    t(`dimension.${kind === "property" || kind === "trait" ? name.toLowerCase() : kind}`, { defaultValue: name, name });
}

export function DimensionSelect({ value, onChange }: DimensionSelectProps) {
  const { t } = useTranslation("metric");
  const nameOf = useDimensionName();
  const dimensions = useDimensions().data ?? [];
  return (
    <Select
      size="xs"
      w={140}
      aria-label={t("by")}
      value={value ?? null}
      allowDeselect={false}
      data={dimensions.map((dimension) => ({ value: dimension.id, label: nameOf(dimension) }))}
      onChange={(id) => {
        if (id !== null) onChange(id);
      }}
    />
  );
}
