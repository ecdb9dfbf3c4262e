// How segments overlap: for each combination of up to five how many belong to exactly these, as a picture (UpSet).
import { MultiSelect, Skeleton, Text } from "@mantine/core";
import { Combine } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Segment, SegmentOverlap } from "#contract";
import { useApi } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { TableSwitch } from "../../ui/chart-card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { useSearchState } from "../../ui/search.ts";
import { SimpleTable } from "../../ui/simple-table.tsx";
import classes from "./segments.module.css";

const most = 5;

interface PictureProps {
  readonly overlap: SegmentOverlap;
  readonly name: (id: string) => string;
}

function Picture({ overlap, name }: PictureProps) {
  const { t } = useTranslation("segments");
  const format = useFormat();
  const longest = Math.max(1, ...overlap.rows.map(({ customers }) => customers));
  return (
    <table className={classes.upset} aria-label={t("overlap.title")}>
      <thead>
        <tr>
          {overlap.ids.map((id) => (
            <th key={id} scope="col">
              {name(id)}
            </th>
          ))}
          <th scope="col" className={classes.amount} style={{ textAlign: "left" }}>
            {t("overlap.exactly")}
          </th>
        </tr>
      </thead>
      <tbody>
        {overlap.rows.map(({ members_of, customers }) => (
          <tr key={members_of.join()}>
            {overlap.ids.map((id) => {
              const inside = members_of.includes(id);
              return (
                <td key={id}>
                  <span
                    className={classes.dot}
                    data-in={inside}
                    role="img"
                    aria-label={t(inside ? "overlap.in" : "overlap.out")}
                  />
                </td>
              );
            })}
            <td>
              <div className={classes.length}>
                <div style={{ width: `${(customers / longest) * 80}%` }} aria-hidden />
                <span className="k-number">{format.count(customers)}</span>
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function OverlapCard({ rows }: { readonly rows: readonly Segment[] }) {
  const { t } = useTranslation("segments");
  const format = useFormat();
  const [search, setSearch] = useSearchState();
  const [as_table, setAsTable] = useState(false);
  const name = (id: string) => rows.find((row) => row.id === id)?.name ?? id;
  const chosen = (search.ids ?? "").split(",").filter((id) => rows.some((row) => row.id === id));
  const ready = chosen.length >= 2;
  const answer = useApi<SegmentOverlap>("/api/v1/segments/overlap", { ids: chosen.join(",") }, { enabled: ready });
  const overlap = answer.data;
  const sorted = overlap === undefined ? [] : [...overlap.rows].sort((one, other) => other.customers - one.customers);
  return (
    <Card
      title={t("overlap.title")}
      subtitle={t("overlap.hint")}
      actions={ready ? <TableSwitch pressed={as_table} onChange={setAsTable} /> : undefined}
    >
      <MultiSelect
        label={t("overlap.choose")}
        data={rows.map(({ id, name: label }) => ({ value: id, label }))}
        value={chosen}
        maxValues={most}
        searchable
        clearable
        mb="md"
        clearButtonProps={{ "aria-label": t("overlap.clear") }}
        onChange={(ids) => setSearch({ ids: ids.length === 0 ? undefined : ids.join(",") })}
      />
      {!ready && <EmptyState icon={Combine} title={t("overlap.empty")} text={t("overlap.empty_hint")} />}
      {ready && answer.isError && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {ready && answer.isPending && <Skeleton height={240} radius="md" />}
      {ready && overlap !== undefined && (
        <div style={{ opacity: answer.isPlaceholderData ? 0.5 : 1 }}>
          {sorted.length === 0 && <Text size="sm">{t("overlap.nobody")}</Text>}
          {sorted.length > 0 && !as_table && <Picture overlap={{ ids: overlap.ids, rows: sorted }} name={name} />}
          {as_table && (
            <SimpleTable
              label={t("overlap.title")}
              height={420}
              data={{
                columns: [t("overlap.members_of"), t("overlap.exactly")],
                rows: sorted.map((row) => [row.members_of.map(name).join(" ∩ "), format.count(row.customers)]),
              }}
            />
          )}
        </div>
      )}
    </Card>
  );
}
