// One account: what it is called, what its members are worth, who they are, what they did.
import { Avatar, Group, Skeleton, Stack, Text, Title } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import { ArrowLeft, Building2, House } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { Account } from "#contract";
import { ApiError, useApi, useWorkspace } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { PageLink } from "../../ui/link.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import classes from "./account.module.css";
import { Members } from "./members.tsx";
import { AccountTimelineCard } from "./timeline.tsx";

function Head({ account }: { readonly account: Account }) {
  const { t } = useTranslation("account");
  const { label, kind, key } = account;
  useEffect(() => {
    document.title = `${label} · Kompas`;
  }, [label]);
  const Sign = kind === "group" ? Building2 : House;
  return (
    <Group gap="md" wrap="nowrap">
      <Avatar size={48} radius="md" color="accent" variant="light" aria-hidden>
        <Sign size={24} />
      </Avatar>
      <div style={{ minWidth: 0 }}>
        <Title order={1} style={{ overflowWrap: "anywhere" }}>
          {label}
        </Title>
        <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
          {t(`kind.${kind}`)}
          {key !== "" && ` · ${key}`}
        </Text>
      </div>
    </Group>
  );
}

function Tiles({ account, time_zone }: { readonly account: Account; readonly time_zone: string }) {
  const { t } = useTranslation("account");
  const format = useFormat();
  const { currency } = account;
  const tiles = [
    { id: "members", value: format.count(account.members) },
    { id: "revenue", value: format.money(account.revenue_minor, currency) },
    { id: "orders", value: format.count(account.orders) },
    { id: "aov", value: format.money(account.aov_minor, currency) },
    { id: "last", value: format.instant(account.last_order_at, time_zone) },
  ];
  return (
    <div>
      <div className={classes.tiles}>
        {tiles.map(({ id, value }) => (
          <div key={id} className="k-card">
            <Text size="sm" c="dimmed">
              {t(`tile.${id}`)}
            </Text>
            <div className={`${classes.value} k-number`}>{value}</div>
          </div>
        ))}
      </div>
      <Text size="xs" c="dimmed" mt={6}>
        {t("tile.hint")}
      </Text>
    </div>
  );
}

function Traits({ account, time_zone }: { readonly account: Account; readonly time_zone: string }) {
  const { t } = useTranslation("account");
  const format = useFormat();
  return (
    <Card title={t("traits")}>
      {account.traits.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t("traits_empty")}
        </Text>
      ) : (
        <dl className={classes.facts}>
          {account.traits.map(({ name, value, source, occurred_at }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                {value}
                <Text size="xs" c="dimmed">
                  {t("trait_from", { source, date: format.instant(occurred_at, time_zone) })}
                </Text>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Card>
  );
}

function Missing() {
  const { t } = useTranslation("account");
  return (
    <>
      <PageHead title={t("title")} />
      <Card>
        <EmptyState icon={Building2} title={t("missing")} text={t("missing_hint")} />
      </Card>
    </>
  );
}

export default function AccountPage() {
  const { t } = useTranslation("account");
  const { id = "" } = useParams({ strict: false });
  const time_zone = useWorkspace().data?.time_zone ?? "UTC";
  const path = `/api/v1/accounts/${encodeURIComponent(id)}`;
  const { data, error, isPending, refetch } = useApi<Account>(path, {}, { placeholderData: () => undefined });
  const missing = error instanceof ApiError && error.status === 404;
  return (
    <Stack gap="sm">
      <PageLink to="/accounts" search={data?.kind === "household" ? { kind: "household" } : {}}>
        <Group gap={4} component="span">
          <ArrowLeft size={14} aria-hidden />
          <Text span size="sm">
            {t("accounts", { ns: "titles" })}
          </Text>
        </Group>
      </PageLink>
      {isPending && <Skeleton height={480} radius="lg" />}
      {missing && <Missing />}
      {error !== null && !missing && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data !== undefined && (
        <>
          <Head account={data} />
          <Tiles account={data} time_zone={time_zone} />
          <Members account={data} time_zone={time_zone} />
          <div className={classes.layout}>
            <Traits account={data} time_zone={time_zone} />
            <AccountTimelineCard id={data.account_id} time_zone={time_zone} />
          </div>
        </>
      )}
    </Stack>
  );
}
