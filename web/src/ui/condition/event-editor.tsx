// Editors of leaves about events: one event counted and measured, or several one after another.
import { ActionIcon, Button, Checkbox } from "@mantine/core";
import { Filter, Plus, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Happening, Leaf, PropertyFilter } from "#contract";
import classes from "./condition.module.css";
import { Choice, Name } from "./fields.tsx";
import { measure_names, measureOf } from "./leaf.ts";
import { NumberEditor, SpanEditor, ValueEditor, WindowEditor } from "./tests.tsx";
import { useVocabulary } from "./vocabulary.ts";

/** Properties that every event has beside its own. */
const own_properties = ["revenue", "channel", "source", "order_id", "product"];

/** Names of properties that an event may have, its own first. */
export function useProperties(event: string): readonly string[] {
  const known = useVocabulary().events.find(({ name }) => name === event);
  return [...(known?.properties ?? []), ...own_properties];
}

interface FilterRowProps {
  readonly event: string;
  readonly filter: PropertyFilter;
  readonly onChange: (filter: PropertyFilter) => void;
  readonly onRemove: () => void;
}

function FilterRow({ event, filter, onChange, onRemove }: FilterRowProps) {
  const { t } = useTranslation("condition");
  const { property, test } = filter;
  return (
    <div className={`${classes.line} ${classes.indented}`}>
      <Name
        label={t("field.property")}
        value={property}
        names={useProperties(event)}
        onChange={(next) => onChange({ ...filter, property: next })}
      />
      <ValueEditor of={{ event, property }} test={test} onChange={(next) => onChange({ ...filter, test: next })} />
      <ActionIcon variant="subtle" color="gray" aria-label={t("field.remove_filter")} onClick={onRemove}>
        <X size={15} />
      </ActionIcon>
    </div>
  );
}

interface HappeningProps<Part extends Happening> {
  readonly part: Part;
  readonly label: string;
  readonly onChange: (part: Part) => void;
  readonly onRemove?: { readonly label: string; readonly act: () => void } | undefined;
}

/** An event and what its properties must say. */
export function HappeningEditor<Part extends Happening>({ part, label, onChange, onRemove }: HappeningProps<Part>) {
  const { t } = useTranslation("condition");
  const { events } = useVocabulary();
  const where = part.where ?? [];
  // Filters have no names of their own; their place names them while they are edited.
  const numbered = where.map((filter, index) => ({ filter, index }));
  return (
    <>
      <div className={classes.line}>
        <Name
          label={label}
          placeholder={t("field.any_event")}
          value={part.event}
          names={events.map(({ name }) => name)}
          onChange={(event) => onChange({ ...part, event })}
        />
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<Filter size={13} />}
          onClick={() => onChange({ ...part, where: [...where, { property: "", test: { op: "is", values: [] } }] })}
        >
          {t("field.add_filter")}
        </Button>
        {onRemove !== undefined && (
          <ActionIcon variant="subtle" color="gray" aria-label={onRemove.label} onClick={onRemove.act}>
            <X size={15} />
          </ActionIcon>
        )}
      </div>
      {numbered.map(({ filter, index }) => (
        <FilterRow
          key={index}
          event={part.event}
          filter={filter}
          onChange={(next) => onChange({ ...part, where: where.map((each, at) => (at === index ? next : each)) })}
          onRemove={() => onChange({ ...part, where: where.filter((_each, at) => at !== index) })}
        />
      ))}
    </>
  );
}

interface EditorProps<Kind extends Leaf["kind"]> {
  readonly leaf: Extract<Leaf, { kind: Kind }>;
  readonly onChange: (leaf: Leaf) => void;
}

export function EventEditor({ leaf, onChange }: EditorProps<"event">) {
  const { t } = useTranslation("condition");
  const properties = useProperties(leaf.event);
  const { measure } = leaf;
  return (
    <>
      <HappeningEditor part={leaf} label={t("field.event")} onChange={onChange} />
      <div className={classes.line}>
        <Choice
          label={t("field.measure")}
          value={measure.of}
          options={measure_names.map((name) => ({ value: name, label: t(`measure_name.${name}`) }))}
          onChange={(of) => onChange({ ...leaf, measure: measureOf(of, measure) })}
        />
        {"property" in measure && (
          <Name
            label={t("field.property")}
            value={measure.property}
            names={properties}
            onChange={(property) => onChange({ ...leaf, measure: { ...measure, property } })}
          />
        )}
        <NumberEditor test={leaf.test} onChange={(test) => onChange({ ...leaf, test })} />
      </div>
      <WindowEditor window={leaf.window} onChange={(window) => onChange({ ...leaf, window })} />
    </>
  );
}

export function SequenceEditor({ leaf, onChange }: EditorProps<"sequence">) {
  const { t } = useTranslation("condition");
  const { steps, within, window } = leaf;
  const numbered = steps.map((step, index) => ({ step, index }));
  const put = (next: Happening[]) => onChange({ ...leaf, steps: next });
  const limit = (limited: boolean): Leaf => {
    const { within: _without, ...rest } = leaf;
    return limited ? { ...rest, within: { amount: 1, unit: "day" } } : rest;
  };
  return (
    <>
      {numbered.map(({ step, index }) => (
        <HappeningEditor
          key={index}
          part={step}
          label={t("field.step", { number: index + 1 })}
          onChange={(next) => put(steps.map((each, at) => (at === index ? next : each)))}
          onRemove={
            steps.length <= 2
              ? undefined
              : {
                  label: t("field.remove_step", { number: index + 1 }),
                  act: () => put(steps.filter((_each, at) => at !== index)),
                }
          }
        />
      ))}
      <div className={classes.line}>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<Plus size={13} />}
          disabled={steps.length >= 10}
          onClick={() => put([...steps, { event: "" }])}
        >
          {t("field.add_step")}
        </Button>
        <Checkbox
          size="sm"
          label={t("field.within")}
          checked={within !== undefined}
          onChange={({ currentTarget }) => onChange(limit(currentTarget.checked))}
        />
        {within !== undefined && <SpanEditor span={within} onChange={(next) => onChange({ ...leaf, within: next })} />}
      </div>
      <WindowEditor window={window} onChange={(next) => onChange({ ...leaf, window: next })} />
    </>
  );
}
