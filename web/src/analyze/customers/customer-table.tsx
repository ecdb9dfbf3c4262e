// The list of customers, as large as it may be: used by the page of customers and by the classes.

import { Alert, Box, Button, VisuallyHidden } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { CustomerRow } from "#contract";
import { useWorkspace } from "../../ui/api.ts";
import { type DataColumn, DataTable, type Sort } from "../../ui/data-table.tsx";
import { type Format, not_defined, useFormat } from "../../ui/format.ts";
import { PageLink } from "../../ui/link.tsx";
import { useMasked } from "../../ui/me.ts";
import { ClassBadge } from "./class-badge.tsx";
import type { ColumnId } from "./columns.ts";
import type { CustomerPages } from "./use-customers.ts";

const row_link = "k-link k-row-link";

interface Cells {
  readonly format: Format;
  readonly currency: string;
  readonly time_zone: string;
}

/** The day of an instant in the workspace's zone. */
function day({ format, time_zone }: Cells, instant: string | null): string {
  if (instant === null) return not_defined;
  const local = new Intl.DateTimeFormat("en-CA", {
    timeZone: time_zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  return format.day(local.format(new Date(instant)));
}

function cell(id: ColumnId, row: CustomerRow, cells: Cells): ReactNode {
  const { format, currency } = cells;
  switch (id) {
    case "label":
      return (
        <PageLink to={`/customers/${row.customer_id}`} className={row_link}>
          {row.label}
        </PageLink>
      );
    case "classes":
      return <ClassBadge abc={row.abc} xyz={row.xyz} />;
    case "revenue":
      return format.money(row.revenue_minor, currency);
    case "orders":
      return format.count(row.orders);
    case "aov":
      return format.money(row.aov_minor, currency);
    case "refunds":
      return row.refunds_minor === 0 ? (
        <span className="k-muted">{not_defined}</span>
      ) : (
        format.money(row.refunds_minor, currency)
      );
    case "first_order":
      return day(cells, row.first_order_at);
    case "last_order":
      return day(cells, row.last_order_at);
  }
}

const widths: Record<ColumnId, number> = {
  label: 120,
  classes: 80,
  revenue: 120,
  orders: 84,
  aov: 120,
  refunds: 120,
  first_order: 125,
  last_order: 135,
};

const left: ReadonlySet<ColumnId> = new Set(["label", "classes"]);
const sortable: ReadonlySet<ColumnId> = new Set(["label", "revenue", "orders", "aov", "first_order", "last_order"]);

/** Arrow keys go from one row's link to the next; Enter on a link opens it anyway. */
function onArrow(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const links = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>("a.k-row-link")];
  const at = links.findIndex((link) => link.matches(":focus"));
  if (at < 0) return;
  event.preventDefault();
  const next = links[at + (event.key === "ArrowDown" ? 1 : -1)];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

interface CustomerTableProps {
  readonly pages: CustomerPages;
  readonly columns: readonly ColumnId[];
  readonly label: string;
  readonly height: number | string;
  readonly sort?: Sort;
  readonly onSort?: (sort: Sort) => void;
  readonly empty: ReactNode;
}

export function CustomerTable({ pages, columns, label, height, sort, onSort, empty }: CustomerTableProps) {
  const { t } = useTranslation("customers");
  const format = useFormat();
  const navigate = useNavigate();
  const masked = useMasked();
  const time_zone = useWorkspace().data?.time_zone ?? "UTC";
  const { currency, error, rows, total } = pages;

  const definitions = useMemo<DataColumn<CustomerRow>[]>(() => {
    const cells = { format, currency, time_zone };
    return columns.map((id) => ({
      id,
      header: t(`column.${id}`),
      cell: (row: CustomerRow) => cell(id, row, cells),
      align: left.has(id) ? "left" : "right",
      width: widths[id],
      // The order of names would tell what stands behind masks.
      sortable: onSort !== undefined && sortable.has(id) && !(masked && id === "label"),
    }));
  }, [columns, currency, format, time_zone, t, onSort, masked]);

  return (
    <Box onKeyDown={onArrow}>
      <VisuallyHidden>{t("keys")}</VisuallyHidden>
      <DataTable
        columns={definitions}
        rows={rows}
        rowKey={(row) => row.customer_id}
        label={label}
        height={height}
        sort={sort}
        onSort={onSort ?? (() => undefined)}
        onRowClick={(row) => void navigate({ to: `/customers/${row.customer_id}`, search: {} })}
        onEnd={pages.more}
        loading={pages.loading}
        empty={empty}
        {...(total === null ? {} : { total })}
      />
      {error !== null && rows.length > 0 && (
        <Alert color="red" variant="outline" mt="xs" role="alert">
          {t("more_failed")}{" "}
          <Button variant="default" size="compact-xs" onClick={pages.retry}>
            {t("again")}
          </Button>
        </Alert>
      )}
    </Box>
  );
}
