// One thing that happened: its sign, its money, and what opens below it: an order's lines, an event's properties.

import { Collapse, Group, ScrollArea, Table, Text, UnstyledButton } from "@mantine/core";
import {
  Activity,
  ChevronDown,
  ChevronRight,
  Eye,
  IdCard,
  LifeBuoy,
  type LucideIcon,
  Mail,
  MessageSquareQuote,
  Phone,
  ShieldCheck,
  ShoppingBag,
  ShoppingCart,
  Star,
  Undo2,
} from "lucide-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { TimelineEntry, TimelineKind } from "#contract";
import { useFormat } from "../../ui/format.ts";
import classes from "./customer.module.css";
import { detailsOf, numbered, readable } from "./customer.ts";

export const signs: Readonly<Record<TimelineKind, LucideIcon>> = {
  order: ShoppingBag,
  refund: Undo2,
  visit: Eye,
  product: ShoppingCart,
  message: Mail,
  survey: MessageSquareQuote,
  review: Star,
  ticket: LifeBuoy,
  call: Phone,
  consent: ShieldCheck,
  identity: IdCard,
  other: Activity,
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

/** All properties, as they came. */
function Properties({ entry }: { readonly entry: TimelineEntry }) {
  const { t } = useTranslation("customer");
  const rows = [["source", entry.source] as const, ...Object.entries(entry.properties)];
  return (
    <dl className={classes.properties} aria-label={t("properties")}>
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name === "source" ? t("filter.source") : name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const types: ReadonlySet<string> = new Set(["page", "screen", "identify", "group", "alias"]);

/** "Order 1001", "Page viewed: Home", or the event's own name. */
function useTitle(entry: TimelineEntry): string {
  const { t } = useTranslation("customer");
  if (entry.kind === "refund") return t("refund", { id: entry.order_id });
  if (entry.name === "Order Completed") return t("order", { id: entry.order_id });
  if (!types.has(entry.type)) return entry.name;
  return [t(entry.type), entry.name].filter((text) => text !== "").join(": ");
}

/** "Country: France · Currency: GBP": what else is known of the entry. */
function detailsText(entry: TimelineEntry): string {
  return [entry.channel, ...detailsOf(entry).map(([name, value]) => `${readable(name)}: ${value}`)]
    .filter((text) => text !== "")
    .join(" · ");
}

interface ToggleProps {
  readonly opened: boolean;
  readonly controls: string;
  readonly label: string;
  readonly text: string;
  readonly onToggle: () => void;
}

function Toggle({ opened, controls, label, text, onToggle }: ToggleProps) {
  const Chevron = opened ? ChevronDown : ChevronRight;
  return (
    <UnstyledButton
      className={classes.toggle ?? ""}
      aria-expanded={opened}
      aria-controls={controls}
      aria-label={label}
      onClick={onToggle}
    >
      <Chevron size={14} aria-hidden />
      {text}
    </UnstyledButton>
  );
}

interface EntryProps extends LinesProps {
  readonly time_zone: string;
}

export function Entry({ entry, currency, time_zone }: EntryProps) {
  const { t } = useTranslation("customer");
  const format = useFormat();
  const [opened, setOpened] = useState<"lines" | "properties" | null>(null);
  const part_id = useId();
  const Sign = signs[entry.kind];
  const title = useTitle(entry);
  const details = detailsText(entry);
  const money = entry.kind === "order" || entry.kind === "refund" || entry.revenue_minor !== 0;
  const toggle = (part: "lines" | "properties") => () => setOpened(opened === part ? null : part);
  const time = new Intl.DateTimeFormat(format.locale, { timeZone: time_zone, hour: "2-digit", minute: "2-digit" });
  return (
    <>
      <span className={classes.sign} data-kind={entry.kind} aria-hidden>
        <Sign size={15} />
      </span>
      <div className={classes.line}>
        <Text size="sm" fw={600}>
          {title}
        </Text>
        {money && (
          <Text size="sm" fw={600} className="k-number" c={entry.kind === "refund" ? "var(--k-bad)" : "var(--k-text)"}>
            {format.money(entry.revenue_minor, currency)}
          </Text>
        )}
      </div>
      <div className={classes.line}>
        <Group gap="xs">
          {entry.products.length > 0 && (
            <Toggle
              opened={opened === "lines"}
              controls={part_id}
              label={`${t("lines_show", { id: entry.order_id || title })}: ${t("lines", { count: entry.products.length })}`}
              text={t("lines", { count: entry.products.length })}
              onToggle={toggle("lines")}
            />
          )}
          {Object.keys(entry.properties).length > 0 && (
            <Toggle
              opened={opened === "properties"}
              controls={part_id}
              label={`${t("properties_show")}: ${title}`}
              text={t("properties")}
              onToggle={toggle("properties")}
            />
          )}
          {details !== "" && (
            <Text size="xs" c="dimmed">
              {details}
            </Text>
          )}
        </Group>
        <Text size="xs" c="dimmed" className="k-number">
          {time.format(new Date(entry.occurred_at))}
        </Text>
      </div>
      <Collapse expanded={opened !== null} id={part_id}>
        {opened === "lines" && <Lines entry={entry} currency={currency} />}
        {opened === "properties" && <Properties entry={entry} />}
      </Collapse>
    </>
  );
}
