// A large table: real table markup, of which only the rows in view are drawn; sorting here or by the server.
import { Center, Loader, UnstyledButton } from "@mantine/core";
import {
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import { type MouseEvent, type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./data-table.module.css";
import { ScrollBox } from "./scroll-box.tsx";

export type SortValue = string | number | null;

/** One column. It can be sorted when it has `value` (sorting here) or `sortable` (sorting by the server). */
export interface DataColumn<Row> {
  readonly id: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  readonly value?: (row: Row) => SortValue;
  readonly sortable?: boolean;
  readonly align?: "left" | "right";
  /** In pixels; the table scrolls sideways when the columns do not fit. */
  readonly width?: number;
  /** Stays in view at the right while the others scroll sideways: for what can be done to a row. */
  readonly pinned?: boolean;
}

export interface Sort {
  readonly id: string;
  readonly desc: boolean;
}

interface DataTableProps<Row> {
  /** Keep it stable (useMemo). */
  readonly columns: readonly DataColumn<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Names the table for assistive technology. */
  readonly label: string;
  /** Height of the box: pixels, or any CSS length. */
  readonly height?: number | string;
  /** With onSort the server sorts and this says how; without it the table sorts by itself, starting so. */
  readonly sort?: Sort | undefined;
  readonly onSort?: (sort: Sort) => void;
  readonly onRowClick?: (row: Row) => void;
  /** Called when the last rows come into view: fetch the next page. */
  readonly onEnd?: () => void;
  readonly loading?: boolean;
  /** All rows there are, when more than `rows`. */
  readonly total?: number;
  /** What stands there when there are no rows. */
  readonly empty?: ReactNode;
}

const row_height = 40;
const sorting = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });

/** Numbers by size, texts by the reader's alphabet, nothing last in either direction is left to the caller's sign. */
export function compareValues(a: SortValue, b: SortValue): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a).localeCompare(String(b), undefined, { numeric: true });
}

/** The rows as sorted by TanStack, and the present sorting. */
function useSortedRows<Row extends object>({ columns, rows, rowKey, sort, onSort }: DataTableProps<Row>) {
  const [own, setOwn] = useState<Sort | undefined>(sort);
  const by_server = onSort !== undefined;
  const present = by_server ? sort : own;
  const definitions = useMemo(() => {
    const helper = createColumnHelper<typeof sorting, Row>();
    return columns.map((column) =>
      helper.accessor((row): unknown => column.value?.(row) ?? null, {
        id: column.id,
        sortFn: (a, b) => compareValues(column.value?.(a.original) ?? null, column.value?.(b.original) ?? null),
      }),
    );
  }, [columns]);
  const data = useMemo(() => [...rows], [rows]);
  const state = useMemo(
    () => ({ sorting: present === undefined ? [] : [{ id: present.id, desc: present.desc }] }),
    [present],
  );
  const table = useTable({
    features: sorting,
    columns: definitions,
    data,
    state,
    manualSorting: by_server,
    getRowId: rowKey,
  });
  return { sorted: table.getRowModel().rows, present, change: onSort ?? setOwn };
}

interface HeadProps<Row> {
  readonly columns: readonly DataColumn<Row>[];
  readonly sort: Sort | undefined;
  readonly by_server: boolean;
  readonly onSort: (sort: Sort) => void;
}

function Head<Row>({ columns, sort, by_server, onSort }: HeadProps<Row>) {
  return (
    <thead className={classes.head}>
      <tr aria-rowindex={1}>
        {columns.map((column) => {
          const sortable = by_server ? column.sortable === true : column.value !== undefined;
          const sorted = sort?.id === column.id ? sort : undefined;
          const Icon = sorted === undefined ? ChevronsUpDown : sorted.desc ? ArrowDown : ArrowUp;
          return (
            <th
              key={column.id}
              scope="col"
              data-align={column.align}
              data-pinned={column.pinned}
              style={{ width: column.width }}
              {...(sortable
                ? { "aria-sort": sorted === undefined ? "none" : sorted.desc ? "descending" : "ascending" }
                : {})}
            >
              {sortable ? (
                // Figures are mostly wanted biggest first, names from A.
                <UnstyledButton
                  className={classes.sort ?? ""}
                  onClick={() =>
                    onSort({ id: column.id, desc: sorted === undefined ? column.align === "right" : !sorted.desc })
                  }
                >
                  {column.header}
                  <Icon size={13} aria-hidden opacity={sorted === undefined ? 0.5 : 1} />
                </UnstyledButton>
              ) : (
                column.header
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

/** A click on a link or a button inside a row is theirs, not the row's. */
function isOnControl(event: MouseEvent): boolean {
  return event.target instanceof Element && event.target.closest("a, button, input, label") !== null;
}

interface BodyRowProps<Row> {
  readonly row: Row;
  readonly index: number;
  readonly columns: readonly DataColumn<Row>[];
  readonly onRowClick: ((row: Row) => void) | undefined;
}

function BodyRow<Row>({ row, index, columns, onRowClick }: BodyRowProps<Row>) {
  const click = (event: MouseEvent) => {
    if (onRowClick !== undefined && !isOnControl(event)) onRowClick(row);
  };
  return (
    <tr
      className={classes.row}
      aria-rowindex={index + 2}
      data-clickable={onRowClick !== undefined}
      style={{ height: row_height }}
      onClick={click}
    >
      {columns.map((column) => {
        const content = column.cell(row);
        return (
          <td
            key={column.id}
            data-align={column.align}
            data-pinned={column.pinned}
            // What the column cuts off can be read all the same.
            title={typeof content === "string" ? content : undefined}
          >
            {content}
          </td>
        );
      })}
    </tr>
  );
}

/** A row that stands for those not drawn, above or below. */
function Gap({ height, columns }: { readonly height: number; readonly columns: number }) {
  if (height <= 0) return null;
  return (
    <tr className={classes.gap} aria-hidden style={{ height }}>
      <td colSpan={columns} />
    </tr>
  );
}

/** Rows are reached by keyboard through the links in their cells: give each row one; onRowClick only widens it for the mouse. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { columns, rows, label, height = 480, onRowClick, onEnd, loading = false, total, empty } = props;
  const { t } = useTranslation("ui");
  const box = useRef<HTMLElement>(null);
  const { sorted, present, change } = useSortedRows(props);
  const virtualizer = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => box.current,
    estimateSize: () => row_height,
    overscan: 12,
  });
  const items = virtualizer.getVirtualItems();
  const last_index = items.at(-1)?.index ?? -1;
  const before = items[0]?.start ?? 0;
  const after = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);
  const min_width = columns.reduce((sum, column) => sum + (column.width ?? 120), 0);

  useEffect(() => {
    if (onEnd !== undefined && !loading && rows.length > 0 && last_index >= rows.length - 20) onEnd();
  }, [onEnd, loading, rows.length, last_index]);

  if (rows.length === 0 && !loading) return <>{empty ?? <Center py="xl">{t("no_rows")}</Center>}</>;
  return (
    <ScrollBox ref={box} label={label} className={classes.box ?? ""} h={height}>
      <table
        className={classes.table}
        style={{ minWidth: min_width }}
        aria-label={label}
        aria-rowcount={(total ?? rows.length) + 1}
        aria-busy={loading}
      >
        <Head columns={columns} sort={present} by_server={props.onSort !== undefined} onSort={change} />
        <tbody>
          <Gap height={before} columns={columns.length} />
          {items.map((item) => {
            const row = sorted[item.index];
            return row === undefined ? null : (
              <BodyRow key={row.id} row={row.original} index={item.index} columns={columns} onRowClick={onRowClick} />
            );
          })}
          <Gap height={after} columns={columns.length} />
        </tbody>
      </table>
      {loading && (
        <Center py="md" role="status">
          <Loader size="sm" aria-label={t("loading")} />
        </Center>
      )}
    </ScrollBox>
  );
}
