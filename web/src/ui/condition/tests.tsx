// Editors of what is compared: numbers, values of traits and properties, times.
import { useTranslation } from "react-i18next";
import type { NumberTest, ValueTest, Window } from "#contract";
import classes from "./condition.module.css";
import { Amount, Choice, DayField, TextField, Values } from "./fields.tsx";
import {
  calendar_units,
  number_ops,
  numberTestOf,
  units,
  value_ops,
  valueTestOf,
  window_names,
  windowName,
  windowOf,
} from "./leaf.ts";
import type { ValuesOf } from "./vocabulary.ts";

/** Today of the reader; only where a new day field begins. */
const today = () => new Date().toISOString().slice(0, 10);

interface NumbersProps {
  readonly test: NumberTest;
  /** How many units of the test are one unit of the field: 100 where money is in minor units. */
  readonly scale?: number;
  readonly suffix?: string;
  readonly onChange: (test: NumberTest) => void;
}

function Numbers({ test, scale = 1, suffix, onChange }: NumbersProps) {
  const { t } = useTranslation("condition");
  // Without the dust of binary fractions: 0.29 is 29 %.
  const clean = (value: number) => Number(value.toPrecision(15));
  const shown = (value: number) => clean(value / scale);
  const kept = (value: number) => clean(value * scale);
  const unit = suffix === undefined ? {} : { suffix };
  if (test.op !== "between")
    return (
      <Amount
        label={t("field.value")}
        value={shown(test.value)}
        {...unit}
        onChange={(value) => onChange({ ...test, value: kept(value) })}
      />
    );
  return (
    <>
      <Amount
        label={t("field.low")}
        value={shown(test.low)}
        {...unit}
        onChange={(low) => onChange({ ...test, low: kept(low) })}
      />
      <span aria-hidden>–</span>
      <Amount
        label={t("field.high")}
        value={shown(test.high)}
        {...unit}
        onChange={(high) => onChange({ ...test, high: kept(high) })}
      />
    </>
  );
}

/** A comparison with numbers. */
export function NumberEditor(props: NumbersProps) {
  const { t } = useTranslation("condition");
  return (
    <>
      <Choice
        label={t("field.test")}
        value={props.test.op}
        options={number_ops.map((op) => ({ value: op, label: t(`op.${op}`) }))}
        onChange={(op) => props.onChange(numberTestOf(op, props.test))}
      />
      <Numbers {...props} />
    </>
  );
}

interface ValueProps {
  readonly of: ValuesOf;
  readonly test: ValueTest;
  readonly onChange: (test: ValueTest) => void;
}

function ValueFields({ of, test, onChange }: ValueProps) {
  const { t } = useTranslation("condition");
  switch (test.op) {
    case "is":
    case "is_not":
      return <Values of={of} values={test.values} onChange={(values) => onChange({ ...test, values })} />;
    case "contains":
    case "lacks":
    case "starts_with":
    case "ends_with":
      return (
        <TextField label={t("field.value")} value={test.value} onChange={(value) => onChange({ ...test, value })} />
      );
    case "known":
    case "unknown":
      return null;
    case "on_or_after":
    case "on_or_before":
      return <DayField label={t("field.day")} value={test.day} onChange={(day) => onChange({ ...test, day })} />;
    case "days_ago":
    case "days_ahead":
    case "anniversary":
      return (
        <Amount
          label={t("field.days")}
          value={test.days}
          min={0}
          max={3650}
          whole
          onChange={(days) => onChange({ ...test, days })}
        />
      );
    default:
      return <Numbers test={test} onChange={onChange} />;
  }
}

/** A comparison of what a trait or a property says. */
export function ValueEditor({ of, test, onChange }: ValueProps) {
  const { t } = useTranslation("condition");
  const options = (["text", "number", "day"] as const).flatMap((group) =>
    value_ops[group].map((op) => ({ value: op, label: t(`op.${op}`), group: t(`op_group.${group}`) })),
  );
  return (
    <>
      <Choice
        label={t("field.test")}
        value={test.op}
        options={options}
        onChange={(op) => onChange(valueTestOf(op, test, today()))}
      />
      <ValueFields of={of} test={test} onChange={onChange} />
    </>
  );
}

interface WindowProps {
  readonly window: Window;
  readonly onChange: (window: Window) => void;
}

function WindowFields({ window, onChange }: WindowProps) {
  const { t } = useTranslation("condition");
  switch (window.kind) {
    case "ever":
      return null;
    case "calendar":
      return (
        <Choice
          label={t("field.unit")}
          value={window.unit}
          options={calendar_units.map((unit) => ({ value: unit, label: t(`calendar.${unit}`) }))}
          onChange={(unit) => onChange({ ...window, unit })}
        />
      );
    case "between":
      return (
        <>
          <DayField label={t("field.from")} value={window.from} onChange={(from) => onChange({ ...window, from })} />
          <span aria-hidden>–</span>
          <DayField label={t("field.to")} value={window.to} onChange={(to) => onChange({ ...window, to })} />
        </>
      );
    default:
      return <SpanEditor span={window} onChange={(span) => onChange({ ...window, ...span })} />;
  }
}

interface SpanProps {
  readonly span: { readonly amount: number; readonly unit: (typeof units)[number] };
  readonly onChange: (span: { amount: number; unit: (typeof units)[number] }) => void;
}

/** So many minutes, hours, days or weeks. */
export function SpanEditor({ span: { amount, unit }, onChange }: SpanProps) {
  const { t } = useTranslation("condition");
  return (
    <>
      <Amount
        label={t("field.amount")}
        value={amount}
        min={1}
        max={10_000}
        whole
        onChange={(next) => onChange({ amount: next, unit })}
      />
      <Choice
        label={t("field.unit")}
        value={unit}
        options={units.map((each) => ({ value: each, label: t(`unit.${each}`) }))}
        onChange={(next) => onChange({ amount, unit: next })}
      />
    </>
  );
}

/** When something must have happened. */
export function WindowEditor({ window, onChange }: WindowProps) {
  const { t } = useTranslation("condition");
  return (
    <div className={classes.line}>
      <Choice
        label={t("field.window")}
        value={windowName(window)}
        options={window_names.map((name) => ({ value: name, label: t(`window_name.${name}`) }))}
        onChange={(name) => onChange(windowOf(name, window, today()))}
      />
      <WindowFields window={window} onChange={onChange} />
    </div>
  );
}
