// What happened to a customer, newest first: orders that open to their lines, refunds told by shape, color and word.

import {
  Button,
  Center,
  Collapse,
  Group,
  ScrollArea,
  Skeleton,
  Stack,
  Table,
  Text,
  UnstyledButton,
} from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import {
  Activity,
  ChevronDown,
  ChevronRight,
  Eye,
  IdCard,
  Link2,
  type LucideIcon,
  ShoppingBag,
  Smartphone,
  Undo2,
  Users,
} from "lucide-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { TimelineEntry, Timeline as TimelinePage } from "#contract";
import { apiGet } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import classes from "./customer.module.css";
import { detailsOf, kindOf, numbered, readable } from "./customer.ts";

const signs = { order: ShoppingBag, refund: Undo2, event: Activity } as const;
const typeSigns: Readonly<Record<string, LucideIcon>> = {
  page: Eye,
  screen: Smartphone,
  identify: IdCard,
  group: Users,
  alias: Link2,
};

interface LinesProps {
  readonly entry: TimelineEntry;
  readonly currency: string;
}

function Lines({ entry, currency }: LinesProps) {
  const { t } = useTranslation("customer");
  const format = useFormat();
  return (
    <ScrollArea viewportProps={{ tabIndex: 0, role: "region", "aria-label": t("lines_of", { id: entry.order_id }) }}>
      <Table
        fz="xs"
        verticalSpacing={4}
        miw={420}
        className="k-number"
        style={{ "--table-border-color": "var(--k-border)" }}
      >
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t("product")}</Table.Th>
            <Table.Th scope="col" ta="right">
              {t("quantity")}
            </Table.Th>
            <Table.Th scope="col" ta="right">
              {t("price")}
            </Table.Th>
            <Table.Th scope="col" ta="right">
              {t("amount")}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {numbered(entry.products).map(({ product, line }) => (
            <Table.Tr key={line}>
              <Table.Td>
                {product.name === "" ? product.id : product.name}
                {product.name !== "" && (
                  <Text span size="xs" c="dimmed" ml={6}>
                    {product.id}
                  </Text>
                )}
              </Table.Td>
              <Table.Td ta="right">{format.count(product.quantity)}</Table.Td>
              <Table.Td ta="right">{format.money(product.price_minor, currency)}</Table.Td>
              <Table.Td ta="right">{format.money(product.amount_minor, currency)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea>
  );
}

interface EntryProps extends LinesProps {
  readonly time_zone: string;
}

/** "Country: France · Currency: GBP": what else is known of the entry. */
function detailsText(entry: TimelineEntry): string {
  return [entry.channel, ...detailsOf(entry).map(([name, value]) => `${readable(name)}: ${value}`)]
    .filter((text) => text !== "")
    .join(" · ");
}

/** "Order 1001", "Page viewed: Home", or the event's own name. */
function useTitle(entry: TimelineEntry): string {
  const { t } = useTranslation("customer");
  const kind = kindOf(entry);
  if (kind !== "event") return t(kind, { id: entry.order_id });
  if (!Object.hasOwn(typeSigns, entry.type)) return entry.name;
  return [t(entry.type), entry.name].filter((text) => text !== "").join(": ");
}

function Entry({ entry, currency, time_zone }: EntryProps) {
  const { t } = useTranslation("customer");
  const format = useFormat();
  const [opened, setOpened] = useState(false);
  const lines_id = useId();
  const kind = kindOf(entry);
  const Sign = (kind === "event" ? typeSigns[entry.type] : undefined) ?? signs[kind];
  const title = useTitle(entry);
  const details = detailsText(entry);
  const Chevron = opened ? ChevronDown : ChevronRight;
  return (
    <li className={classes.entry}>
      <span className={classes.sign} data-kind={kind} aria-hidden>
        <Sign size={15} />
      </span>
      <div className={classes.line}>
        <Text size="sm" fw={600}>
          {title}
        </Text>
        {(kind !== "event" || entry.revenue_minor !== 0) && (
          <Text size="sm" fw={600} className="k-number" c={kind === "refund" ? "var(--k-bad)" : "var(--k-text)"}>
            {format.money(entry.revenue_minor, currency)}
          </Text>
        )}
      </div>
      <div className={classes.line}>
        <Group gap="xs">
          {entry.products.length > 0 && (
            <UnstyledButton
              className={classes.toggle ?? ""}
              aria-expanded={opened}
              aria-controls={lines_id}
              aria-label={`${t("lines_show", { id: entry.order_id || title })}: ${t("lines", { count: entry.products.length })}`}
              onClick={() => setOpened(!opened)}
            >
              <Chevron size={14} aria-hidden />
              {t("lines", { count: entry.products.length })}
            </UnstyledButton>
          )}
          {details !== "" && (
            <Text size="xs" c="dimmed">
              {details}
            </Text>
          )}
        </Group>
        <Text size="xs" c="dimmed" className="k-number">
          {format.instant(entry.occurred_at, time_zone)}
        </Text>
      </div>
      <Collapse expanded={opened} id={lines_id}>
        {opened && <Lines entry={entry} currency={currency} />}
      </Collapse>
    </li>
  );
}

export function Timeline({ id, time_zone }: { readonly id: string; readonly time_zone: string }) {
  const { t } = useTranslation("customer");
  const path = `/api/v1/customers/${id}/timeline`;
  const query = useInfiniteQuery({
    queryKey: [path],
    queryFn: ({ pageParam, signal }) => apiGet<TimelinePage>(path, { cursor: pageParam, limit: 25 }, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
  const pages = query.data?.pages ?? [];
  const entries = pages.flatMap((page) => page.entries);
  const currency = pages[0]?.currency ?? "EUR";
  return (
    <Card title={t("timeline")}>
      {query.isPending && (
        <Stack gap="sm">
          {["a", "b", "c", "d", "e"].map((key) => (
            <Skeleton key={key} height={48} radius="md" />
          ))}
        </Stack>
      )}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && entries.length === 0 && (
        <EmptyState icon={Activity} title={t("no_orders")} text={t("timeline_empty")} />
      )}
      <ol className={classes.timeline}>
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} currency={currency} time_zone={time_zone} />
        ))}
      </ol>
      {query.hasNextPage && (
        <Center>
          <Button
            variant="default"
            size="xs"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t("more")}
          </Button>
        </Center>
      )}
    </Card>
  );
}
