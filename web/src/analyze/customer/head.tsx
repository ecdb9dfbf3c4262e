// Who a customer is, at a glance: mark, name, class, a line of portrait, where they stand, who looks after them.

import { Avatar, Group, Text, Title } from "@mantine/core";
import { EyeOff } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { Customer } from "#contract";
import { useFormat } from "../../ui/format.ts";
import { dayOf, initials } from "./customer.ts";
import { DailyClasses } from "./daily-classes.tsx";
import { Manager } from "./manager.tsx";

/** "36 · Warszawa, PL · Polish · mostly web, around 18:00" */
function usePortrait({ portrait }: Customer): string {
  const { t, i18n } = useTranslation("customer");
  const { age, place, language, channel, hour } = portrait;
  const languages = new Intl.DisplayNames([i18n.language], { type: "language", fallback: "code" });
  const spoken =
    language !== null && /^[a-z]{2,3}([-_][A-Za-z]{2,4})?$/.test(language)
      ? languages.of(language.replace("_", "-"))
      : language;
  const at = hour === null ? null : `${String(hour).padStart(2, "0")}:00`;
  const habit =
    channel === null
      ? at === null
        ? null
        : t("portrait.hour", { hour: at })
      : t("portrait.habit", { channel, hour: at });
  return [age === null ? null : t("portrait.age", { count: age }), place, spoken, habit]
    .filter((part) => part !== null && part !== undefined && part !== "")
    .join(" · ");
}

interface HeadProps {
  readonly customer: Customer;
  readonly time_zone: string;
}

export function Head({ customer, time_zone }: HeadProps) {
  const { t } = useTranslation("customer");
  const format = useFormat();
  const { label, first_order_at, portrait } = customer;
  const line = usePortrait(customer);
  useEffect(() => {
    document.title = `${label} · Kompas`;
  }, [label]);
  const name = portrait.name ?? label;
  return (
    <Group justify="space-between" align="flex-start" gap="sm">
      <Group gap="md" wrap="nowrap" style={{ flex: "1 1 300px", minWidth: 0 }}>
        <Avatar size={52} radius="xl" color="accent" variant="light" aria-hidden>
          {initials(name)}
        </Avatar>
        <div style={{ minWidth: 0 }}>
          <Group gap="xs">
            <Title order={1} style={{ overflowWrap: "anywhere" }}>
              {label}
            </Title>
          </Group>
          <DailyClasses id={customer.customer_id} />
          {line !== "" && <Text size="sm">{line}</Text>}
          <Text size="sm" c="dimmed">
            {first_order_at === null
              ? t("no_orders")
              : t("since", { date: format.day(dayOf(first_order_at, time_zone)) })}
          </Text>
          {customer.masked && (
            <Group gap={6} mt={4} wrap="nowrap">
              <EyeOff size={14} aria-hidden />
              <Text size="xs" c="dimmed">
                {t("masked")}
              </Text>
            </Group>
          )}
        </div>
      </Group>
      <Manager id={customer.customer_id} time_zone={time_zone} />
    </Group>
  );
}
