// The period picker: a button that says the period; its panel (presets, calendar, comparison, grain) is fetched on first use.
import { ActionIcon, Button, Loader, Popover } from "@mantine/core";
import { CalendarDays, ChevronsUpDown } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "./format.ts";
import { presetOf, usePeriod } from "./period.ts";

const Panel = lazy(() => import("./period-panel.tsx"));

export function PeriodPicker() {
  const { t } = useTranslation("ui");
  const format = useFormat();
  const { days, extent } = usePeriod();
  const [opened, setOpened] = useState(false);
  if (days === undefined || extent === undefined) return null;
  const preset = presetOf(days, extent);
  const text = preset === undefined ? format.period(days.from, days.to) : t(`period.${preset}`);
  const toggle = () => setOpened((now) => !now);
  const label = `${t("period.label")}: ${text}`;
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      trapFocus
      withRoles={false}
      returnFocus
      shadow="md"
      width="min(540px, calc(100vw - 24px))"
    >
      <Popover.Target>
        <div>
          <Button
            variant="default"
            size="sm"
            fw={500}
            visibleFrom="md"
            leftSection={<CalendarDays size={15} />}
            rightSection={<ChevronsUpDown size={13} />}
            aria-label={label}
            aria-haspopup="dialog"
            aria-expanded={opened}
            onClick={toggle}
          >
            {text}
          </Button>
          <ActionIcon
            variant="default"
            size={36}
            hiddenFrom="md"
            aria-label={label}
            aria-haspopup="dialog"
            aria-expanded={opened}
            onClick={toggle}
          >
            <CalendarDays size={16} />
          </ActionIcon>
        </div>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={t("period.label")} bg="var(--k-card)" tabIndex={-1} data-autofocus>
        <Suspense fallback={<Loader size="sm" />}>
          <Panel onDone={() => setOpened(false)} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
