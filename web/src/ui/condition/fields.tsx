// The small controls that leaves of a condition are edited with.
import { Autocomplete, NumberInput, Select, TagsInput, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./condition.module.css";
import { useKnownValues, type ValuesOf } from "./vocabulary.ts";

const combobox = { withinPortal: true, shadow: "md" } as const;

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string; readonly group?: string }[];
  readonly onChange: (value: Value) => void;
  readonly wide?: boolean;
}

/** One of a closed list. */
export function Choice<Value extends string>({ label, value, options, onChange, wide = false }: ChoiceProps<Value>) {
  const groups = [...new Set(options.flatMap(({ group }) => group ?? []))];
  const items = (group: string | undefined) =>
    options.filter((option) => option.group === group).map((option) => ({ value: option.value, label: option.label }));
  const data = groups.length === 0 ? items(undefined) : groups.map((group) => ({ group, items: items(group) }));
  return (
    <Select
      size="sm"
      aria-label={label}
      className={wide ? (classes.wide ?? "") : (classes.choice ?? "")}
      data={data}
      value={value}
      allowDeselect={false}
      searchable={options.length > 12}
      comboboxProps={combobox}
      maxDropdownHeight={320}
      onChange={(next) => {
        const chosen = options.find((option) => option.value === next);
        if (chosen !== undefined) onChange(chosen.value);
      }}
    />
  );
}

interface NameProps {
  readonly label: string;
  readonly value: string;
  readonly names: readonly string[];
  readonly placeholder?: string;
  readonly onChange: (value: string) => void;
}

/** A name out of those known, or one that is still to come. */
export function Name({ label, value, names, placeholder, onChange }: NameProps) {
  return (
    <Autocomplete
      size="sm"
      aria-label={label}
      placeholder={placeholder ?? label}
      className={classes.wide ?? ""}
      data={[...new Set(names)]}
      value={value}
      limit={100}
      comboboxProps={combobox}
      onChange={onChange}
    />
  );
}

interface AmountProps {
  readonly label: string;
  readonly value: number;
  readonly min?: number;
  readonly max?: number;
  readonly whole?: boolean;
  readonly suffix?: string;
  readonly onChange: (value: number) => void;
}

/** A number; what is not one yet changes nothing. */
export function Amount({ label, value, min, max, whole = false, suffix, onChange }: AmountProps) {
  return (
    <NumberInput
      size="sm"
      aria-label={label}
      className={classes.amount ?? ""}
      value={value}
      allowDecimal={!whole}
      clampBehavior="blur"
      {...(min === undefined ? {} : { min })}
      {...(max === undefined ? {} : { max })}
      {...(suffix === undefined ? {} : { suffix })}
      onChange={(next) => {
        if (typeof next === "number") onChange(next);
      }}
    />
  );
}

interface TextProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function DayField({ label, value, onChange }: TextProps) {
  return (
    <TextInput
      type="date"
      size="sm"
      aria-label={label}
      className={classes.day ?? ""}
      value={value}
      onChange={({ currentTarget }) => {
        if (currentTarget.value !== "") onChange(currentTarget.value);
      }}
    />
  );
}

export function TextField({ label, value, onChange }: TextProps) {
  return (
    <TextInput
      size="sm"
      aria-label={label}
      className={classes.wide ?? ""}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}

interface ValuesProps {
  readonly of: ValuesOf;
  readonly values: readonly string[];
  readonly onChange: (values: string[]) => void;
}

/** Several values: those known are offered, others are typed. */
export function Values({ of, values, onChange }: ValuesProps) {
  const { t } = useTranslation("condition");
  const [search, setSearch] = useState("");
  const known = useKnownValues(of, search);
  return (
    <TagsInput
      size="sm"
      aria-label={t("field.values")}
      placeholder={values.length === 0 ? t("field.values_hint") : ""}
      className={classes.wide ?? ""}
      data={[...new Set(known)]}
      value={[...values]}
      searchValue={search}
      onSearchChange={setSearch}
      comboboxProps={combobox}
      maxTags={1000}
      splitChars={[]}
      acceptValueOnBlur
      onChange={onChange}
    />
  );
}
