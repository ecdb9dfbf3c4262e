// One customer: who it is, what it is worth, what happened.

import { Alert, Group, Skeleton, Stack, Text } from "@mantine/core";
import { useNavigate, useParams } from "@tanstack/react-router";
import { ArrowLeft, Merge, UserX } from "lucide-react";
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
import { useSearchState } from "../../ui/search.ts";
import { AccountCard } from "./account-card.tsx";
import { ConsentCard } from "./consent-card.tsx";
import classes from "./customer.module.css";
import { dayOf, daysBetween } from "./customer.ts";
import { Identifiers, Spend, Traits } from "./facts.tsx";
import { FeelingsCard } from "./feelings-card.tsx";
import { Head } from "./head.tsx";
import { IdentityCard } from "./identity-card.tsx";
import { NotesCard } from "./notes-card.tsx";
import { SegmentsCard } from "./segments-card.tsx";
import { SimilarCard } from "./similar-card.tsx";
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
  const { currency, last_order_at, gaps } = customer;
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
        label={t("tile.gap")}
        value={gaps === null ? not_defined : t("tile.days", { count: Math.round(gaps.median_days) })}
        {...(gaps === null
          ? { note: t("tile.gap_none") }
          : {
              note: t("tile.gap_range", {
                from: format.count(Math.round(gaps.shortest_days)),
                to: format.count(Math.round(gaps.longest_days)),
              }),
            })}
      />
      <Tile
        label={t("tile.last")}
        value={last === null ? not_defined : format.day(last)}
        {...(note === undefined ? {} : { note })}
      />
    </div>
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

/** Whoever was merged into another is found at the other's address; the notice says from where one came. */
function useSurvivor(asked_id: string, customer: Customer | undefined): string | undefined {
  const navigate = useNavigate();
  const [search] = useSearchState();
  const survivor = customer === undefined || customer.customer_id === asked_id ? undefined : customer.customer_id;
  useEffect(() => {
    if (survivor !== undefined)
      void navigate({ to: `/customers/${survivor}`, search: { merged: asked_id }, replace: true });
  }, [survivor, asked_id, navigate]);
  return search.merged;
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
  const merged = useSurvivor(id, customer);
  const last_day = workspace?.last_day ?? null;
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
      {merged !== undefined && (
        <Alert variant="outline" icon={<Merge size={16} aria-hidden />} role="status">
          {t("merged", { id: merged })}
        </Alert>
      )}
      {customer !== undefined && (
        <>
          <Head customer={customer} time_zone={time_zone} />
          <Tiles customer={customer} time_zone={time_zone} last_day={last_day} />
          <div className={classes.layout}>
            <Stack gap="sm">
              <Identifiers customer={customer} time_zone={time_zone} />
              <IdentityCard id={customer.customer_id} time_zone={time_zone} />
              <SimilarCard id={customer.customer_id} />
              <AccountCard id={customer.customer_id} time_zone={time_zone} />
              <SegmentsCard id={customer.customer_id} time_zone={time_zone} />
              <Traits customer={customer} time_zone={time_zone} />
              <Spend customer={customer} />
              <FeelingsCard id={customer.customer_id} time_zone={time_zone} />
              <ConsentCard id={customer.customer_id} time_zone={time_zone} />
            </Stack>
            <Stack gap="sm" style={{ minWidth: 0 }}>
              <NotesCard id={customer.customer_id} time_zone={time_zone} />
              <Timeline id={customer.customer_id} time_zone={time_zone} />
            </Stack>
          </div>
        </>
      )}
    </Stack>
  );
}
