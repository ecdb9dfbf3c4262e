// How a metric is counted: its kind, its parts, whom it is of, and the unit it is told in.
import { Card as Box, Group, Radio, SegmentedControl, Select, SimpleGrid, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Formula, Quantity } from "#contract";
import { Card } from "../../ui/card.tsx";
import conditionClasses from "../../ui/condition/condition.module.css";
import { HappeningEditor, useProperties } from "../../ui/condition/event-editor.tsx";
import { Choice, Name } from "../../ui/condition/fields.tsx";
import { useVocabulary } from "../../ui/condition/vocabulary.ts";
import { kinds, measuredBy, measures_of, ofKind, rateOf, unitsOffered, withNumerator } from "./draft.ts";

interface FormulaProps {
  readonly formula: Formula;
  readonly onChange: (formula: Formula) => void;
}

function Kinds({ formula, onChange }: FormulaProps) {
  const { t } = useTranslation("metric-edit");
  return (
    <Radio.Group
      aria-label={t("kind.label")}
      value={formula.kind}
      onChange={(next) => onChange(ofKind(kinds.find((kind) => kind === next) ?? "count", formula))}
    >
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="xs">
        {kinds.map((kind) => (
          <Radio.Card key={kind} value={kind} radius="md" p="sm" data-kind={kind}>
            <Group wrap="nowrap" align="flex-start" gap="xs">
              <Radio.Indicator mt={2} />
              <div>
                <Text size="sm" fw={600}>
                  {t(`kind.${kind}`)}
                </Text>
                <Text size="xs" c="dimmed">
                  {t(`kind.${kind}_text`)}
                </Text>
              </div>
            </Group>
          </Radio.Card>
        ))}
      </SimpleGrid>
    </Radio.Group>
  );
}

interface PartProps {
  readonly title: string;
  readonly quantity: Quantity;
  readonly measures: readonly Quantity["measure"][];
  readonly onChange: (quantity: Quantity) => void;
}

/** One part: what is measured of which events. */
function Part({ title, quantity, measures, onChange }: PartProps) {
  const { t } = useTranslation("metric-edit");
  const properties = useProperties(quantity.event);
  return (
    <Box component="fieldset" withBorder radius="md" p="sm" bg="var(--k-sunken)" aria-label={title} m={0}>
      <Text size="sm" fw={600} mb={6}>
        {title}
      </Text>
      <Stack gap={6}>
        <HappeningEditor part={quantity} label={t("event")} onChange={onChange} />
        {(measures.length > 1 || quantity.measure === "sum") && (
          <div className={conditionClasses.line}>
            {measures.length > 1 && (
              <Choice
                label={t("measure.label")}
                value={quantity.measure}
                options={measures.map((value) => ({ value, label: t(`measure.${value}`) }))}
                onChange={(measure) => onChange(measuredBy(quantity, measure))}
              />
            )}
            {quantity.measure === "sum" && (
              <>
                <Text size="sm" c="dimmed">
                  {t("property")}
                </Text>
                <Name
                  label={t("property")}
                  value={quantity.property}
                  names={properties}
                  onChange={(property) => onChange({ ...quantity, property })}
                />
              </>
            )}
          </div>
        )}
      </Stack>
    </Box>
  );
}

function Parts({ formula, onChange }: FormulaProps) {
  const { t } = useTranslation("metric-edit");
  const { kind, numerator, denominator } = formula;
  const of_events = kind === "rate" && numerator.measure === "events" ? "_events" : "";
  const above = (
    <Part
      title={t(`part.${kind}${of_events}`)}
      quantity={numerator}
      measures={kind === "rate" ? [] : measures_of[kind]}
      onChange={(next) => onChange(withNumerator(formula, next))}
    />
  );
  if (denominator === null) return above;
  const below = (
    <Part
      title={t(`part.${kind}_of${of_events}`)}
      quantity={denominator}
      measures={kind === "rate" ? [] : measures_of[kind]}
      onChange={(next) => onChange({ ...formula, denominator: next })}
    />
  );
  // A rate is read from its whole to its part, a ratio from top to bottom.
  return (
    <Stack gap="xs">
      {kind === "rate" ? (
        <>
          <SegmentedControl
            aria-label={t("measure.label")}
            value={numerator.measure}
            data={measures_of.rate.map((value) => ({ value, label: t(`rate_of.${value}`) }))}
            onChange={(next) => onChange(rateOf(next === "events" ? "events" : "customers", formula))}
          />
          {below}
          {above}
        </>
      ) : (
        <>
          {above}
          {below}
        </>
      )}
    </Stack>
  );
}

/** The card of a formula. */
export function FormulaFields({ formula, onChange }: FormulaProps) {
  const { t } = useTranslation("metric-edit");
  const { segments } = useVocabulary();
  const { kind, numerator, unit, segment } = formula;
  const offered = unitsOffered(kind, numerator.measure);
  return (
    <Card title={t("counted")}>
      <Stack gap="md">
        <Kinds formula={formula} onChange={onChange} />
        <Parts formula={formula} onChange={onChange} />
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          <Select
            label={t("unit.label")}
            description={unit === "duration" ? t("unit.duration_hint") : t("unit.hint")}
            data={offered.map((id) => ({ value: id, label: t(`unit.${id}`) }))}
            value={unit}
            allowDeselect={false}
            onChange={(next) => onChange({ ...formula, unit: offered.find((id) => id === next) ?? unit })}
          />
          <Select
            label={t("segment.label")}
            description={t("segment.hint")}
            placeholder={t("segment.everybody")}
            data={segments.map(({ id, name }) => ({ value: id, label: name }))}
            value={segment}
            clearable
            searchable
            onChange={(next) => onChange({ ...formula, segment: next })}
          />
        </SimpleGrid>
      </Stack>
    </Card>
  );
}
