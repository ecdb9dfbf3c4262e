// Invitations that nobody has accepted yet.
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Invitation } from "#contract";
import { apiSend, useApi, useWorkspace } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { type DataColumn, DataTable } from "../../ui/data-table.tsx";
import { useFormat } from "../../ui/format.ts";
import { Refusal } from "../login/entry.tsx";

export function Invitations() {
  const { t } = useTranslation("users");
  const format = useFormat();
  const client = useQueryClient();
  const time_zone = useWorkspace().data?.time_zone ?? "UTC";
  const rows = useApi<{ rows: Invitation[] }>("/api/v1/invitations", {}, { staleTime: 0 }).data?.rows ?? [];
  const { mutate, error } = useMutation({
    mutationFn: (id: number) => apiSend("DELETE", `/api/v1/invitations/${id}`),
    onSettled: () => client.invalidateQueries({ queryKey: ["/api/v1/invitations"] }),
  });
  const columns = useMemo<DataColumn<Invitation>[]>(
    () => [
      { id: "email", header: t("email"), width: 240, cell: (row) => row.email },
      { id: "role", header: t("role"), width: 130, cell: (row) => t(`role.${row.role}`, { ns: "shell" }) },
      { id: "by", header: t("invited_by"), width: 150, cell: (row) => row.created_by },
      { id: "until", header: t("until"), width: 170, cell: (row) => format.instant(row.expires_at, time_zone) },
      {
        id: "withdraw",
        header: t("do"),
        width: 130,
        align: "right",
        pinned: true,
        cell: (row) => (
          <Button
            size="compact-xs"
            variant="default"
            aria-label={t("withdraw_of", { email: row.email })}
            onClick={() => mutate(row.id)}
          >
            {t("withdraw")}
          </Button>
        ),
      },
    ],
    [t, format, time_zone, mutate],
  );
  if (rows.length === 0) return null;
  return (
    <Card title={t("invitations")}>
      <Refusal error={error} />
      <DataTable
        columns={columns}
        rows={rows}
        rowKey={(row) => String(row.id)}
        label={t("invitations")}
        height="auto"
      />
    </Card>
  );
}
