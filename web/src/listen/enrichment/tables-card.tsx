// The attached tables: where each is, what it joins, when it was read and what came of it.
import { Alert, Badge, Button, Code, Group, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Table2, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AttachedTable } from "#contract";
import { apiSend, useWorkspace } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { Confirm } from "../../ui/confirm.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { useMay } from "../../ui/me.ts";
import { nameOf } from "../import/location.ts";
import { useKindName } from "../live/identity.tsx";
import { enrichment_path } from "./hook-card.tsx";
import { TableDrawer } from "./table-drawer.tsx";

function About({ table }: { readonly table: AttachedTable }) {
  const { t } = useTranslation("enrichment");
  const kindName = useKindName();
  const joined = table.mapping.columns.flatMap(({ target }) => (target.to === "identifier" ? [target.kind] : []));
  const traits = table.mapping.columns.flatMap(({ target }) => (target.to === "trait" ? [target.name] : []));
  return (
    <>
      <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
        {nameOf(table.location)}
      </Text>
      <Group gap={6} wrap="wrap">
        <Text span size="sm">
          {t("table.joined_by", { kind: joined.map(kindName).join(", ") })}
        </Text>
        <Text span size="sm" c="dimmed">
          {t("gives")}
        </Text>
        {traits.map((name) => (
          <Code key={name}>{name}</Code>
        ))}
      </Group>
    </>
  );
}

function LastReading({ table }: { readonly table: AttachedTable }) {
  const { t } = useTranslation("enrichment");
  const format = useFormat();
  const time_zone = useWorkspace().data?.time_zone ?? "UTC";
  const { result, fault, last_run_at, next_run_at } = table;
  const when = [
    ...(last_run_at === null ? [t("never")] : [t("last_run", { at: format.instant(last_run_at, time_zone) })]),
    ...(next_run_at === null ? [] : [t("table.next", { at: format.instant(next_run_at, time_zone) })]),
  ];
  return (
    <Stack gap={4}>
      {result !== null && (
        <Text size="sm" className="k-number">
          {[
            t("table.rows", { text: format.count(result.rows), count: result.rows }),
            t("table.found", { text: format.count(result.customers), count: result.customers }),
            t("table.told", { text: format.count(result.traits_told), count: result.traits_told }),
            ...(result.traits_taken_away > 0
              ? [t("table.taken", { text: format.count(result.traits_taken_away), count: result.traits_taken_away })]
              : []),
            ...(result.refused > 0
              ? [t("table.refused", { text: format.count(result.refused), count: result.refused })]
              : []),
          ].join(" · ")}
        </Text>
      )}
      <Text size="xs" c="dimmed" className="k-number">
        {when.join(" ")}
      </Text>
      {fault !== null && (
        <Alert
          variant="outline"
          color="red"
          bg="var(--k-card)"
          icon={<TriangleAlert size={18} />}
          title={t("fault", { at: format.instant(fault.at, time_zone) })}
        >
          {fault.message}
        </Alert>
      )}
    </Stack>
  );
}

interface ItemProps {
  readonly table: AttachedTable;
  readonly onChange: () => void;
  readonly onDetach: () => void;
}

function Item({ table, onChange, onDetach }: ItemProps) {
  const { t } = useTranslation("enrichment");
  const client = useQueryClient();
  const admin = useMay("admin");
  const run = useMutation({
    mutationFn: () => apiSend("POST", `${enrichment_path}/tables/${table.id}/run`),
    onSettled: () => client.invalidateQueries({ queryKey: [enrichment_path] }),
  });
  const state = table.running ? "running" : table.enabled ? "on" : "off";
  return (
    <Stack component="li" gap={8} py="sm" style={{ borderTop: "1px solid var(--k-border)" }}>
      <Group justify="space-between" gap="xs" wrap="wrap">
        <Group gap="xs">
          <Title order={3} fz={15}>
            {table.name}
          </Title>
          <Badge variant="outline" color={state === "off" ? "gray" : "teal"} tt="none">
            {t(`table.state_${state}`)}
          </Badge>
        </Group>
        {admin && (
          <Group gap="xs">
            <Button
              variant="default"
              size="xs"
              loading={run.isPending}
              disabled={table.running}
              onClick={() => run.mutate()}
            >
              {t("table.run")}
            </Button>
            <Button variant="default" size="xs" onClick={onChange}>
              {t("edit")}
            </Button>
            <Button variant="default" size="xs" onClick={onDetach}>
              {t("table.detach")}
            </Button>
          </Group>
        )}
      </Group>
      <About table={table} />
      <LastReading table={table} />
      {run.isError && <ErrorState error={run.error} />}
    </Stack>
  );
}

export function TablesCard({ tables }: { readonly tables: readonly AttachedTable[] }) {
  const { t } = useTranslation("enrichment");
  const client = useQueryClient();
  const admin = useMay("admin");
  const [editing, setEditing] = useState<AttachedTable | "new">();
  const [detaching, setDetaching] = useState<AttachedTable>();
  const detach = useMutation({
    mutationFn: (id: number) => apiSend("DELETE", `${enrichment_path}/tables/${id}`),
    onSuccess: () => setDetaching(undefined),
    onSettled: () => client.invalidateQueries({ queryKey: [enrichment_path] }),
  });
  const add = admin ? (
    <Group mt="sm">
      <Button size="sm" onClick={() => setEditing("new")}>
        {t("table.add")}
      </Button>
    </Group>
  ) : undefined;
  return (
    <Card title={t("tables.title")} subtitle={t("tables.text")}>
      {tables.length === 0 && <EmptyState icon={Table2} title={t("tables.empty")} text={t("tables.empty_hint")} />}
      <Stack component="ul" gap={0} p={0} m={0} style={{ listStyle: "none" }}>
        {tables.map((table) => (
          <Item key={table.id} table={table} onChange={() => setEditing(table)} onDetach={() => setDetaching(table)} />
        ))}
      </Stack>
      {add}
      <TableDrawer
        table={editing === "new" ? undefined : editing}
        opened={editing !== undefined}
        onClose={() => setEditing(undefined)}
      />
      <Confirm
        opened={detaching !== undefined}
        title={t("table.detach_title", { name: detaching?.name ?? "" })}
        text={t("table.detach_text")}
        yes={t("table.detach")}
        keep={t("keep")}
        pending={detach.isPending}
        error={detach.error}
        onYes={() => detaching && detach.mutate(detaching.id)}
        onClose={() => setDetaching(undefined)}
      />
    </Card>
  );
}
