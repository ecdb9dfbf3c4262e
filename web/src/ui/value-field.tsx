// A field for a value of a metric, in the units that people say it in.
import { NumberInput } from "@mantine/core";
import type { MetricUnit } from "#contract";
import { fromTyped, suffixOf, toTyped } from "./entry.ts";

interface ValueFieldProps {
  readonly label: string;
  readonly description?: string;
  readonly unit: MetricUnit;
  readonly currency: string;
  /** In the metric's own unit; null while nothing is typed. */
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
}

export function ValueField({ label, description, unit, currency, value, onChange }: ValueFieldProps) {
  const suffix = suffixOf(unit, currency);
  return (
    <NumberInput
      label={label}
      {...(description === undefined ? {} : { description })}
      value={value === null ? "" : toTyped(value, unit, currency)}
      onChange={(typed) => onChange(typeof typed === "number" ? fromTyped(typed, unit, currency) : null)}
      {...(suffix === "" ? {} : { rightSection: <span className="k-muted">{suffix}</span>, rightSectionWidth: 52 })}
      hideControls
      required
    />
  );
}
