// Adds a widget or changes one: its kind, what it shows, its title, and how it will look.
import { Button, Group, SegmentedControl, Select, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { DashboardPreview, Widget } from "#contract";
import { useDimensions } from "../../ui/api.ts";
import { useDimensionName } from "../../ui/dimension-select.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { MetricSelect } from "../../ui/metric-select.tsx";
import { useSegments } from "../segments/segments.ts";
import { useAnswers } from "./answers.ts";
import classes from "./dashboard.module.css";
import { height_px, row_px } from "./grid.ts";
import { isWhole, kind_ids, kinds } from "./widget/kinds.ts";
import { WidgetView } from "./widget/widget.tsx";

interface FieldsProps {
  readonly widget: Widget;
  readonly onChange: (widget: Widget) => void;
}

function DimensionField({ value, onChange }: { readonly value: string; readonly onChange: (id: string) => void }) {
  const { t } = useTranslation("dashboard");
  const nameOf = useDimensionName();
  const dimensions = useDimensions().data ?? [];
  return (
    <Select
      label={t("form.by")}
      required
      searchable
      allowDeselect={false}
      value={value === "" ? null : value}
      data={dimensions.map((dimension) => ({ value: dimension.id, label: nameOf(dimension) }))}
      onChange={(id) => onChange(id ?? "")}
    />
  );
}

function SegmentField({ value, onChange }: { readonly value: string; readonly onChange: (id: string) => void }) {
  const { t } = useTranslation("dashboard");
  const segments = useSegments().data?.rows ?? [];
  return (
    <Select
      label={t("kind.segment")}
      description={segments.length === 0 ? t("form.no_segments") : undefined}
      required
      searchable
      allowDeselect={false}
      value={value === "" ? null : value}
      data={segments.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(id) => onChange(id ?? "")}
    />
  );
}

/** What a kind has to know. */
function Fields({ widget, onChange }: FieldsProps) {
  const { t } = useTranslation("dashboard");
  switch (widget.kind) {
    case "number":
    case "trend":
    case "breakdown":
      return (
        <>
          <MetricSelect
            label={t("form.metric")}
            value={widget.metric === "" ? null : widget.metric}
            onChange={(metric) => onChange({ ...widget, metric: metric ?? "" })}
          />
          {widget.kind === "breakdown" && (
            <DimensionField value={widget.by} onChange={(by) => onChange({ ...widget, by })} />
          )}
        </>
      );
    case "segment":
      return <SegmentField value={widget.segment} onChange={(segment) => onChange({ ...widget, segment })} />;
    case "text":
      return (
        <Textarea
          label={t("kind.text")}
          description={t("form.text_hint")}
          autosize
          minRows={4}
          maxLength={4000}
          value={widget.text}
          onChange={({ currentTarget: { value } }) => onChange({ ...widget, text: value })}
        />
      );
    case "targets":
      return (
        <Text size="sm" c="dimmed">
          {t("form.targets_hint")}
        </Text>
      );
  }
}

function Preview({ widget, of }: { readonly widget: Widget; readonly of: DashboardPreview }) {
  const answers = useAnswers({ ...of, widgets: [widget] });
  if (answers.error !== null) return <ErrorState error={answers.error} onRetry={() => void answers.refetch()} />;
  // The answer of what was chosen before is no preview of this.
  const shown = answers.isPlaceholderData ? undefined : answers.data;
  return (
    <div className={classes.preview} style={{ height: height_px(Math.min(widget.place.h, 5)) }} aria-hidden>
      <WidgetView widget={widget} compare={of.compare} answers={shown} row={row_px} />
    </div>
  );
}

interface WidgetFormProps {
  /** The widget to begin with. */
  readonly widget: Widget;
  readonly is_new: boolean;
  /** The stretch and the comparison that the preview is of. */
  readonly of: DashboardPreview;
  readonly onDone: (widget: Widget) => void;
}

export function WidgetForm({ widget: given, is_new, of, onDone }: WidgetFormProps) {
  const { t } = useTranslation("dashboard");
  const [widget, setWidget] = useState(given);
  const { id, place, title } = widget;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onDone(widget);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        {is_new && (
          <SegmentedControl
            aria-label={t("form.kind")}
            size="xs"
            className={classes.kinds ?? ""}
            value={widget.kind}
            data={kind_ids.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
            onChange={(next) => {
              const kind = kind_ids.find((each) => each === next);
              if (kind !== undefined)
                setWidget(kinds[kind].fresh({ id, place: { ...place, ...kinds[kind].size }, title }));
            }}
          />
        )}
        <Fields widget={widget} onChange={setWidget} />
        <TextInput
          label={t("form.title")}
          description={widget.kind === "text" ? undefined : t("form.title_hint")}
          maxLength={100}
          value={title}
          onChange={({ currentTarget: { value } }) => setWidget({ ...widget, title: value })}
        />
        {isWhole(widget) && <Preview widget={widget} of={of} />}
        <Group justify="flex-end">
          <Button type="submit" disabled={!isWhole(widget)}>
            {is_new ? t("form.add") : t("form.done")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
