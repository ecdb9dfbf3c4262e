// One customer: who it is, what it is worth, what happened.

import { Avatar, Group, Skeleton, Stack, Text, Title } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import { ArrowLeft, UserX } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { Customer } from "#contract";
import { ApiError, useApi, useWorkspace } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { not_defined, useFormat } from "../../ui/format.ts";
import { PageLink } from "../../ui/link.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { ClassBadge } from "../customers/class-badge.tsx";
import { isGolden } from "../customers/columns.ts";
import classes from "./customer.module.css";
import { dayOf, daysBetween, initials } from "./customer.ts";
import { CustomerFacts } from "./facts.tsx";
import { Timeline } from "./timeline.tsx";

function Tile({
  label,
  value,
  note,
  bad,
}: {
  readonly label: string;
  readonly value: string;
  readonly note?: string;
  readonly bad?: boolean;
}) {
  return (
    <div className="k-card">
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <div className={`${classes.value} k-number${bad === true ? " k-bad" : ""}`}>{value}</div>
      {note !== undefined && (
        <Text size="xs" c="dimmed">
          {note}
        </Text>
      )}
    </div>
  );
}

function Tiles({
  customer,
  time_zone,
  last_day,
}: {
  readonly customer: Customer;
  readonly time_zone: string;
  readonly last_day: string | null;
}) {
  const { t } = useTranslation("customer");
  const format = useFormat();
  const { currency, last_order_at } = customer;
  const last = last_order_at === null ? null : dayOf(last_order_at, time_zone);
  const ago = last === null || last_day === null ? null : daysBetween(last, last_day);
  const note = ago === null ? undefined : ago <= 0 ? t("tile.ago_none") : t("tile.ago", { count: ago });
  return (
    <div className={classes.tiles}>
      <Tile label={t("tile.revenue")} value={format.money(customer.revenue_minor, currency)} />
      <Tile label={t("tile.orders")} value={format.count(customer.orders)} />
      <Tile label={t("tile.aov")} value={format.money(customer.aov_minor, currency)} />
      <Tile
        label={t("tile.refunds")}
        value={format.money(customer.refunds_minor, currency)}
        bad={customer.refunds_minor !== 0}
      />
      <Tile
        label={t("tile.last")}
        value={last === null ? not_defined : format.day(last)}
        {...(note === undefined ? {} : { note })}
      />
    </div>
  );
}

function Head({ customer, time_zone }: { readonly customer: Customer; readonly time_zone: string }) {
  const { t } = useTranslation("customer");
  const format = useFormat();
  const { first_order_at, label, abc, xyz } = customer;
  useEffect(() => {
    document.title = `${label} · Kompas`;
  }, [label]);
  return (
    <Group gap="md" wrap="nowrap">
      <Avatar size={48} radius="xl" color="accent" variant="light" aria-hidden>
        {initials(label)}
      </Avatar>
      <div style={{ minWidth: 0 }}>
        <Group gap="xs">
          <Title order={1} style={{ overflowWrap: "anywhere" }}>
            {label}
          </Title>
          <ClassBadge abc={abc} xyz={xyz} size="md" />
          {isGolden(abc, xyz) && (
            <Text size="sm" fw={600} c="var(--k-accent-text)" aria-hidden>
              {t("golden")}
            </Text>
          )}
        </Group>
        <Text size="sm" c="dimmed">
          {first_order_at === null
            ? t("no_orders")
            : t("since", { date: format.day(dayOf(first_order_at, time_zone)) })}
        </Text>
      </div>
    </Group>
  );
}

/** The shape of the page while it loads, so that nothing jumps. */
function Loading() {
  return (
    <Stack gap="sm">
      <Skeleton height={48} width={320} maw="100%" />
      <div className={classes.tiles}>
        {["a", "b", "c", "d", "e"].map((key) => (
          <Skeleton key={key} height={84} radius="lg" />
        ))}
      </div>
      <Skeleton height={420} radius="lg" />
    </Stack>
  );
}

function Fault({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }): ReactNode {
  const { t } = useTranslation("customer");
  if (!(error instanceof ApiError) || error.status !== 404) return <ErrorState error={error} onRetry={onRetry} />;
  return (
    <>
      <PageHead title={t("customers", { ns: "titles" })} />
      <Card>
        <EmptyState icon={UserX} title={t("missing")} text={t("missing_hint")} />
      </Card>
    </>
  );
}

export default function CustomerPage() {
  const { t } = useTranslation("customer");
  const { id = "" } = useParams({ strict: false });
  const workspace = useWorkspace().data;
  const time_zone = workspace?.time_zone ?? "UTC";
  const answer = useApi<Customer>(
    `/api/v1/customers/${encodeURIComponent(id)}`,
    {},
    { placeholderData: () => undefined },
  );
  const customer = answer.data;
  return (
    <Stack gap="sm">
      <PageLink to="/customers" className="k-link">
        <Group gap={4} component="span">
          <ArrowLeft size={14} aria-hidden />
          <Text span size="sm">
            {t("back")}
          </Text>
        </Group>
      </PageLink>
      {answer.isPending && <Loading />}
      {answer.isError && <Fault error={answer.error} onRetry={() => void answer.refetch()} />}
      {customer !== undefined && (
        <>
          <Head customer={customer} time_zone={time_zone} />
          <Tiles customer={customer} time_zone={time_zone} last_day={workspace?.last_day ?? null} />
          <div className={classes.layout}>
            <CustomerFacts customer={customer} time_zone={time_zone} />
            <Timeline id={customer.customer_id} time_zone={time_zone} />
          </div>
        </>
      )}
    </Stack>
  );
}
