// Keys of programs: made and told once, what they may do, when they were used, and their end.
import { Button, Modal, Select, Skeleton, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { KeyRound, Plus } from "lucide-react";
import { type FormEvent, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ApiKey, Scope } from "#contract";
import { apiSend, useApi, useWorkspace } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { Confirm } from "../../ui/confirm.tsx";
import { type DataColumn, DataTable } from "../../ui/data-table.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { Refusal } from "../login/entry.tsx";
import { ToldOnce } from "../users/fresh-link.tsx";

const path = "/api/v1/api-keys";
const scopes = ["read", "write", "admin"] as const satisfies readonly Scope[];

function useRevoke() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => apiSend("DELETE", `${path}/${id}`),
    onSettled: () => client.invalidateQueries({ queryKey: [path] }),
  });
}

function useColumns(onRevoke: (key: ApiKey) => void): DataColumn<ApiKey>[] {
  const { t } = useTranslation("api-keys");
  const format = useFormat();
  const time_zone = useWorkspace().data?.time_zone ?? "UTC";
  return useMemo(
    () => [
      { id: "name", header: t("name"), width: 180, value: (row) => row.name, cell: (row) => row.name },
      { id: "start", header: t("key"), width: 140, cell: (row) => <code>{row.start}…</code> },
      { id: "scope", header: t("scope"), width: 130, cell: (row) => t(`scopes.${row.scope}`) },
      { id: "by", header: t("made_by"), width: 150, cell: (row) => row.created_by },
      {
        id: "used",
        header: t("last_used"),
        width: 170,
        value: (row) => row.last_used_at,
        cell: (row) => (row.last_used_at === null ? t("never") : format.instant(row.last_used_at, time_zone)),
      },
      {
        id: "end",
        header: t("do"),
        width: 130,
        align: "right",
        pinned: true,
        cell: (row) =>
          row.revoked_at === null ? (
            <Button
              size="compact-xs"
              variant="default"
              aria-label={t("revoke_of", { name: row.name })}
              onClick={() => onRevoke(row)}
            >
              {t("revoke")}
            </Button>
          ) : (
            <Text span size="sm" c="dimmed">
              {t("revoked")}
            </Text>
          ),
      },
    ],
    [t, format, time_zone, onRevoke],
  );
}

function Make({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation("api-keys");
  const client = useQueryClient();
  const [name, setName] = useState("");
  const [scope, setScope] = useState<Scope>("read");
  const make = useMutation({
    mutationFn: () => apiSend<ApiKey & { key: string }>("POST", path, { name, scope }),
    onSuccess: () => client.invalidateQueries({ queryKey: [path] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate();
  };
  const close = () => {
    onClose();
    setName("");
    make.reset();
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t("make")}
      centered
      closeButtonProps={{ "aria-label": t("close", { ns: "ui" }) }}
    >
      {make.data === undefined ? (
        <form onSubmit={submit}>
          <Stack gap="md">
            <TextInput
              label={t("name")}
              description={t("name_hint")}
              required
              maxLength={100}
              data-autofocus
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Select
              label={t("scope")}
              description={t(`may.${scope}`)}
              data={scopes.map((value) => ({ value, label: t(`scopes.${value}`) }))}
              value={scope}
              allowDeselect={false}
              onChange={(value) => setScope(scopes.find((known) => known === value) ?? scope)}
            />
            <Refusal error={make.error} />
            <Button type="submit" loading={make.isPending}>
              {t("make")}
            </Button>
          </Stack>
        </form>
      ) : (
        <ToldOnce label={t("key")} text={t("told")} value={make.data.key} />
      )}
    </Modal>
  );
}

export default function ApiKeys() {
  const { t } = useTranslation("api-keys");
  const [making, setMaking] = useState(false);
  const revoke = useRevoke();
  const [ending, setEnding] = useState<ApiKey>();
  const columns = useColumns(setEnding);
  const leave = () => {
    setEnding(undefined);
    revoke.reset();
  };
  const answer = useApi<{ rows: ApiKey[] }>(path, {}, { staleTime: 0 });
  const rows = answer.data?.rows ?? [];
  return (
    <>
      <PageHead title={t("title")} subtitle={t("lead")}>
        <Button leftSection={<Plus size={16} />} onClick={() => setMaking(true)}>
          {t("make")}
        </Button>
      </PageHead>
      <Make opened={making} onClose={() => setMaking(false)} />
      <Confirm
        opened={ending !== undefined}
        title={t("revoke_of", { name: ending?.name })}
        text={t("revoke_text", { name: ending?.name })}
        yes={t("revoke")}
        keep={t("revoke_keep")}
        pending={revoke.isPending}
        error={revoke.error}
        onYes={() => ending !== undefined && revoke.mutate(ending.id, { onSuccess: leave })}
        onClose={leave}
      />
      <Card>
        {answer.isPending && <Skeleton height={120} radius="md" />}
        {answer.isError && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
        {answer.isSuccess && (
          <DataTable
            columns={columns}
            rows={rows}
            rowKey={(row) => String(row.id)}
            label={t("title")}
            height={rows.length > 12 ? 560 : "auto"}
            empty={<EmptyState icon={KeyRound} title={t("empty.title")} text={t("empty.text")} />}
          />
        )}
      </Card>
    </>
  );
}
