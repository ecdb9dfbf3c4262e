// The inside of the period picker: presets, a calendar for any other period, the comparison and the grain.
import "dayjs/locale/pl";
import "dayjs/locale/ru";
import { Box, Flex, NavLink, SegmentedControl, Select, Stack, Text } from "@mantine/core";
import { DatePicker } from "@mantine/dates";
import { Check } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "./format.ts";
import { type Compare, grains, presetOf, presetsWithin, usePeriod } from "./period.ts";

function isCompare(text: string): text is Compare {
  return text === "previous" || text === "year" || text === "none";
}

interface PanelProps {
  /** Called when a period has been chosen. */
  readonly onDone: () => void;
}

function Presets({ onDone }: PanelProps) {
  const { t } = useTranslation("ui");
  const { days, extent, setDays } = usePeriod();
  if (days === undefined || extent === undefined) return null;
  const present = presetOf(days, extent);
  return (
    <Box miw={180}>
      {presetsWithin(extent).map((preset) => (
        <NavLink
          key={preset.id}
          component="button"
          label={t(`period.${preset.id}`)}
          active={preset.id === present}
          rightSection={preset.id === present ? <Check size={14} aria-hidden /> : null}
          aria-pressed={preset.id === present}
          py={5}
          style={{ borderRadius: 8 }}
          onClick={() => {
            setDays(preset.days);
            onDone();
          }}
        />
      ))}
    </Box>
  );
}

function Calendar({ onDone }: PanelProps) {
  const { t, i18n } = useTranslation("ui");
  const { days, extent, setDays } = usePeriod();
  // The first click of a range is not yet a period.
  const [range, setRange] = useState<[string | null, string | null]>([days?.from ?? null, days?.to ?? null]);
  if (extent === undefined) return null;
  return (
    <DatePicker
      type="range"
      size="sm"
      hideOutsideDates
      weekendDays={[]}
      ariaLabels={{
        previousMonth: t("period.previous_month"),
        nextMonth: t("period.next_month"),
        previousYear: t("period.previous_year"),
        nextYear: t("period.next_year"),
        previousDecade: t("period.previous_years"),
        nextDecade: t("period.next_years"),
      }}
      allowSingleDateInRange
      locale={i18n.language}
      firstDayOfWeek={1}
      minDate={extent.from}
      maxDate={extent.to}
      defaultDate={days?.to ?? extent.to}
      value={range}
      onChange={(next) => {
        setRange(next);
        const [from, to] = next;
        if (from === null || to === null) return;
        setDays({ from, to });
        onDone();
      }}
    />
  );
}

export default function PeriodPanel({ onDone }: PanelProps) {
  const { t } = useTranslation("ui");
  const format = useFormat();
  const { extent, compare, grain, setCompare, setGrain } = usePeriod();
  if (extent === undefined) return null;
  return (
    <Stack gap="sm">
      <Flex gap="md" direction={{ base: "column", sm: "row" }}>
        <Presets onDone={onDone} />
        <Box style={{ flex: 1 }}>
          <Calendar onDone={onDone} />
        </Box>
      </Flex>
      <div>
        <Text size="xs" fw={600} c="dimmed" mb={4} id="period-compare">
          {t("period.compare")}
        </Text>
        <SegmentedControl
          fullWidth
          size="xs"
          aria-labelledby="period-compare"
          value={compare}
          onChange={(value) => {
            if (isCompare(value)) setCompare(value);
          }}
          data={[
            { value: "previous", label: t("period.compare_previous") },
            { value: "year", label: t("period.compare_year") },
            { value: "none", label: t("period.compare_none") },
          ]}
        />
      </div>
      <Select
        size="xs"
        label={t("grain.label")}
        value={grain ?? "auto"}
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
        data={[
          { value: "auto", label: t("grain.auto") },
          ...grains.map((id) => ({ value: id, label: t(`grain.${id}`) })),
        ]}
        onChange={(value) => setGrain(grains.find((id) => id === value))}
      />
      <Text size="xs" c="dimmed">
        {t("period.data_until", { day: format.day(extent.to) })}
      </Text>
    </Stack>
  );
}
