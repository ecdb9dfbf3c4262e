// The events of the plan: what is known of each, how much of it came, when last.
import { Text, UnstyledButton } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { PlanEvent } from "#contract";
import { useWorkspace } from "../../ui/api.ts";
import { type DataColumn, DataTable } from "../../ui/data-table.tsx";
import { useFormat } from "../../ui/format.ts";
import { Sparkline } from "../../ui/sparkline.tsx";
import { titleOf, volumeOf } from "./plan.ts";
import { StateMark } from "./state-mark.tsx";

interface EventTableProps {
  readonly events: readonly PlanEvent[];
  readonly onOpen: (event: PlanEvent) => void;
}

function Volume({ event }: { readonly event: PlanEvent }) {
  const format = useFormat();
  return (
    <span style={{ display: "inline-flex", alignItems: "center", gap: 8 }}>
      <Sparkline values={event.days} partial={{ first: false, last: true }} width={72} height={22} />
      {format.count(volumeOf(event))}
    </span>
  );
}

function useColumns(onOpen: (event: PlanEvent) => void): DataColumn<PlanEvent>[] {
  const { t } = useTranslation("plan");
  const format = useFormat();
  const time_zone = useWorkspace().data?.time_zone ?? "UTC";
  return useMemo(
    () => [
      {
        id: "name",
        header: t("column.event"),
        width: 240,
        value: titleOf,
        cell: (event) => (
          <UnstyledButton className="k-link" fz="sm" onClick={() => onOpen(event)}>
            {titleOf(event)}
            {event.name !== "" && (
              <Text span size="xs" c="dimmed" ml={6}>
                {event.type}
              </Text>
            )}
          </UnstyledButton>
        ),
      },
      {
        id: "source",
        header: t("column.source"),
        width: 130,
        value: ({ source }) => source,
        cell: ({ source }) => source,
      },
      {
        id: "state",
        header: t("column.state"),
        width: 130,
        value: ({ state }) => state,
        cell: ({ state }) => <StateMark state={state} />,
      },
      {
        id: "properties",
        header: t("column.properties"),
        width: 110,
        align: "right",
        value: ({ properties }) => properties.length,
        cell: ({ properties }) => format.count(properties.length),
      },
      {
        id: "volume",
        header: t("column.volume"),
        width: 170,
        align: "right",
        value: volumeOf,
        cell: (event) => <Volume event={event} />,
      },
      {
        id: "last",
        header: t("column.last_seen"),
        width: 160,
        align: "right",
        value: ({ last_seen_at }) => last_seen_at,
        cell: ({ last_seen_at }) => (last_seen_at === null ? t("never") : format.instant(last_seen_at, time_zone)),
      },
    ],
    [t, format, time_zone, onOpen],
  );
}

export function EventTable({ events, onOpen }: EventTableProps) {
  const { t } = useTranslation("plan");
  const columns = useColumns(onOpen);
  return (
    <DataTable
      columns={columns}
      rows={events}
      rowKey={({ id }) => String(id)}
      label={t("events.title")}
      height={events.length > 10 ? 440 : "auto"}
      onRowClick={onOpen}
      empty={
        <Text size="sm" c="dimmed" py="md">
          {t("nothing_found")}
        </Text>
      }
    />
  );
}
