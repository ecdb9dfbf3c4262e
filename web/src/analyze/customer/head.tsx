// Who a customer is, at a glance: mark, name, class, a line of portrait, where they stand, who looks after them.

import { Avatar, Badge, Group, Text, Title, Tooltip } from "@mantine/core";
import { EyeOff } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { Customer, CustomerClasses } from "#contract";
import { useApi } from "../../ui/api.ts";
import { useFormat } from "../../ui/format.ts";
import { ClassBadge } from "../customers/class-badge.tsx";
import { isGolden } from "../customers/columns.ts";
import { dayOf, initials, type Lifecycle, lifecycleOf } from "./customer.ts";
import { DailyClasses } from "./daily-classes.tsx";
import { Manager } from "./manager.tsx";

/** All customers are ranked for it, which takes longer than the page: it comes when it is there. */
function Classes({ id }: { readonly id: string }) {
  const { t } = useTranslation("customer");
  const answer = useApi<CustomerClasses>(
    "/api/v1/customers/classes",
    { ids: id },
    { placeholderData: () => undefined },
  );
  const [row] = answer.data?.rows ?? [];
  if (row === undefined || row.abc === null) return null;
  const golden = isGolden(row.abc, row.xyz);
  return (
    <Tooltip label={t("class_hint")} multiline w={280}>
      <Group gap={6} tabIndex={0}>
        <ClassBadge abc={row.abc} xyz={row.xyz} size="md" />
        {golden && (
          <Text size="sm" fw={600} c="var(--k-accent-text)" aria-hidden>
            {t("golden")}
          </Text>
        )}
      </Group>
    </Tooltip>
  );
}

const colors: Readonly<Record<Lifecycle, string>> = {
  none: "var(--k-muted)",
  new: "var(--k-accent-text)",
  active: "var(--k-good)",
  cooling: "var(--k-warn)",
  lapsed: "var(--k-bad)",
};

function LifecycleMark({ customer, time_zone, today }: Omit<HeadProps, "id">) {
  const { t } = useTranslation("customer");
  const day = (instant: string | null) => (instant === null ? null : dayOf(instant, time_zone));
  const { state, ago_days, usual_days } = lifecycleOf(
    {
      first_order_day: day(customer.first_order_at),
      last_order_day: day(customer.last_order_at),
      median_days: customer.gaps?.median_days ?? null,
    },
    today,
  );
  return (
    <Tooltip label={t(`lifecycle_hint.${state}`, { ago: ago_days, usual: usual_days })} multiline w={300}>
      <Badge
        variant="outline"
        size="md"
        radius="sm"
        tt="none"
        c={colors[state]}
        bd={`1px solid ${colors[state]}`}
        tabIndex={0}
      >
        {t(`lifecycle.${state}`)}
      </Badge>
    </Tooltip>
  );
}

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
  /** The day up to which is known what happened. */
  readonly today: string;
}

export function Head({ customer, time_zone, today }: HeadProps) {
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
            <LifecycleMark customer={customer} time_zone={time_zone} today={today} />
            <Classes id={customer.customer_id} />
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
