// The editor of one leaf of a condition, by its kind.
import { MultiSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Leaf } from "#contract";
import { useMetrics, useWorkspace } from "../api.ts";
import { major } from "../format.ts";
import classes from "./condition.module.css";
import { EventEditor, SequenceEditor } from "./event-editor.tsx";
import { Choice, Name } from "./fields.tsx";
import { NumberEditor, ValueEditor, WindowEditor } from "./tests.tsx";
import { useVocabulary, useWords } from "./vocabulary.ts";

interface EditorProps<Kind extends Leaf["kind"]> {
  readonly leaf: Extract<Leaf, { kind: Kind }>;
  readonly onChange: (leaf: Leaf) => void;
}

/** Options with the present value among them, whatever became of it. */
function options(ids: readonly string[], value: string, name: (id: string) => string) {
  return [...new Set([...ids, value])].map((id) => ({ value: id, label: id === "" ? "—" : name(id) }));
}

function TraitEditor({ leaf, onChange }: EditorProps<"trait">) {
  const { t } = useTranslation("condition");
  const { traits } = useVocabulary();
  return (
    <div className={classes.line}>
      <Name
        label={t("field.trait")}
        value={leaf.trait}
        names={traits.map(({ name }) => name)}
        onChange={(trait) => onChange({ ...leaf, trait })}
      />
      <ValueEditor of={{ trait: leaf.trait }} test={leaf.test} onChange={(test) => onChange({ ...leaf, test })} />
    </div>
  );
}

function MetricEditor({ leaf, onChange }: EditorProps<"metric">) {
  const { t } = useTranslation("condition");
  const { metrics } = useVocabulary();
  const words = useWords();
  const unit = useMetrics().data?.find(({ id }) => id === leaf.metric)?.unit;
  const currency = useWorkspace().data?.currency ?? "EUR";
  // Money is kept in minor units and shares from 0 to 1; people write euros and percents.
  const scale = unit === "money" ? { scale: 1 / major(1, currency), suffix: ` ${currency}` } : {};
  const percent = unit === "share" ? { scale: 0.01, suffix: " %" } : {};
  return (
    <>
      <div className={classes.line}>
        <Choice
          label={t("field.metric")}
          value={leaf.metric}
          options={options(metrics, leaf.metric, words.metric)}
          onChange={(metric) => onChange({ ...leaf, metric })}
          wide
        />
        <NumberEditor test={leaf.test} {...scale} {...percent} onChange={(test) => onChange({ ...leaf, test })} />
      </div>
      <WindowEditor window={leaf.window} onChange={(window) => onChange({ ...leaf, window })} />
    </>
  );
}

function ClassEditor({ leaf, onChange }: EditorProps<"class">) {
  const { t } = useTranslation("condition");
  const { schemes } = useVocabulary();
  const words = useWords();
  const known = schemes.find(({ scheme }) => scheme === leaf.scheme)?.classes ?? [];
  return (
    <div className={classes.line}>
      <Choice
        label={t("field.scheme")}
        value={leaf.scheme}
        options={options(
          schemes.map(({ scheme }) => scheme),
          leaf.scheme,
          words.scheme,
        )}
        onChange={(scheme) => onChange({ ...leaf, scheme, classes: [] })}
      />
      <MultiSelect
        size="sm"
        aria-label={t("field.classes")}
        placeholder={leaf.classes.length === 0 ? t("field.classes") : ""}
        className={classes.wide ?? ""}
        data={[...new Set([...known, ...leaf.classes])].map((id) => ({
          value: id,
          label: words.classOf(leaf.scheme, id),
        }))}
        value={[...leaf.classes]}
        onChange={(chosen) => onChange({ ...leaf, classes: chosen })}
      />
    </div>
  );
}

function ConsentEditor({ leaf, onChange }: EditorProps<"consent">) {
  const { t } = useTranslation("condition");
  const { purposes } = useVocabulary();
  const words = useWords();
  const channels = purposes.find(({ purpose }) => purpose === leaf.purpose)?.channels ?? [];
  return (
    <div className={classes.line}>
      <Choice
        label={t("field.purpose")}
        value={leaf.purpose}
        options={options(
          purposes.map(({ purpose }) => purpose),
          leaf.purpose,
          words.purpose,
        )}
        onChange={(purpose) => {
          const offered = purposes.find((each) => each.purpose === purpose)?.channels ?? [];
          const channel = offered.includes(leaf.channel) ? leaf.channel : (offered[0] ?? leaf.channel);
          onChange({ ...leaf, purpose, channel });
        }}
        wide
      />
      <Choice
        label={t("field.channel")}
        value={leaf.channel}
        options={options(channels, leaf.channel, words.channel)}
        onChange={(channel) => onChange({ ...leaf, channel })}
      />
      <Choice
        label={t("field.granted")}
        value={leaf.granted ? "yes" : "no"}
        options={(["yes", "no"] as const).map((value) => ({ value, label: t(`field.granted_${value}`) }))}
        onChange={(value) => onChange({ ...leaf, granted: value === "yes" })}
      />
    </div>
  );
}

function SegmentEditor({ leaf, onChange }: EditorProps<"segment">) {
  const { t } = useTranslation("condition");
  const { segments } = useVocabulary();
  const words = useWords();
  return (
    <Choice
      label={t("field.segment")}
      value={leaf.segment}
      options={options(
        segments.map(({ id }) => id),
        leaf.segment,
        words.segment,
      )}
      onChange={(segment) => onChange({ ...leaf, segment })}
      wide
    />
  );
}

function IdentifierEditor({ leaf, onChange }: EditorProps<"identifier">) {
  const { t } = useTranslation("condition");
  const { identifiers } = useVocabulary();
  return (
    <Choice
      label={t("field.identifier")}
      value={leaf.identifier}
      options={options(identifiers, leaf.identifier, (id) => id)}
      onChange={(identifier) => onChange({ ...leaf, identifier })}
      wide
    />
  );
}

/** Changes one leaf; its kind stays. */
export function LeafEditor({ leaf, onChange }: { readonly leaf: Leaf; readonly onChange: (leaf: Leaf) => void }) {
  switch (leaf.kind) {
    case "event":
      return <EventEditor leaf={leaf} onChange={onChange} />;
    case "sequence":
      return <SequenceEditor leaf={leaf} onChange={onChange} />;
    case "trait":
      return <TraitEditor leaf={leaf} onChange={onChange} />;
    case "metric":
      return <MetricEditor leaf={leaf} onChange={onChange} />;
    case "class":
      return <ClassEditor leaf={leaf} onChange={onChange} />;
    case "consent":
      return <ConsentEditor leaf={leaf} onChange={onChange} />;
    case "segment":
      return <SegmentEditor leaf={leaf} onChange={onChange} />;
    case "identifier":
      return <IdentifierEditor leaf={leaf} onChange={onChange} />;
  }
}
