// The people who may sign in, and those who are invited.
import { Button, List, Select, Skeleton, Stack, Text } from "@mantine/core";
import { UserPlus } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { User } from "#contract";
import { useApi, useWorkspace } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { type DataColumn, DataTable } from "../../ui/data-table.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { roles } from "../../ui/me.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { Refusal } from "../login/entry.tsx";
import { Actions, useChangeUser } from "./actions.tsx";
import { Invitations } from "./invitations.tsx";
import { Invite, useRoleOptions } from "./invite.tsx";
import { PersonalData } from "./personal-data.tsx";

function useColumns(change: ReturnType<typeof useChangeUser>): DataColumn<User>[] {
  const { t } = useTranslation("users");
  const format = useFormat();
  const options = useRoleOptions();
  const time_zone = useWorkspace().data?.time_zone ?? "UTC";
  const { mutate } = change;
  return useMemo(
    () => [
      { id: "name", header: t("name"), width: 180, value: (row) => row.name, cell: (row) => row.name },
      { id: "email", header: t("email"), width: 240, value: (row) => row.email, cell: (row) => row.email },
      {
        id: "role",
        header: t("role"),
        width: 170,
        cell: (row) => (
          <Select
            size="xs"
            aria-label={t("role_of", { name: row.name })}
            data={options}
            value={row.role}
            allowDeselect={false}
            onChange={(role) => role !== null && mutate({ id: row.id, change: { role } })}
          />
        ),
      },
      {
        id: "state",
        header: t("state"),
        width: 120,
        cell: (row) => (
          <Text span size="sm" c={row.enabled ? "var(--k-good)" : "var(--k-muted)"}>
            {row.enabled ? t("on") : t("off")}
          </Text>
        ),
      },
      {
        id: "last",
        header: t("last_login"),
        width: 170,
        value: (row) => row.last_login_at,
        cell: (row) => format.instant(row.last_login_at, time_zone),
      },
      {
        id: "actions",
        header: t("do"),
        width: 90,
        align: "right",
        pinned: true,
        cell: (row) => <Actions user={row} />,
      },
    ],
    [t, format, time_zone, options, mutate],
  );
}

/** What each role may do, in the order in which they grow. */
function Roles() {
  const { t } = useTranslation("users");
  return (
    <Card title={t("roles")}>
      <List size="sm" spacing={6}>
        {roles.map((role) => (
          <List.Item key={role}>
            <b>{t(`role.${role}`, { ns: "shell" })}</b>: {t(`may.${role}`)}
          </List.Item>
        ))}
      </List>
    </Card>
  );
}

export default function Users() {
  const { t } = useTranslation("users");
  const [inviting, setInviting] = useState(false);
  const answer = useApi<{ rows: User[] }>("/api/v1/users", {}, { staleTime: 0 });
  const change = useChangeUser();
  const columns = useColumns(change);
  const rows = answer.data?.rows ?? [];
  return (
    <>
      <PageHead title={t("title")} subtitle={t("lead")}>
        <Button leftSection={<UserPlus size={16} />} onClick={() => setInviting(true)}>
          {t("invite.open")}
        </Button>
      </PageHead>
      <Invite opened={inviting} onClose={() => setInviting(false)} />
      <Stack gap="var(--k-gap)">
        <Refusal error={change.error} />
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
              empty={<EmptyState title={t("empty.title")} text={t("empty.text")} />}
            />
          )}
        </Card>
        <Invitations />
        <Roles />
        <PersonalData />
      </Stack>
    </>
  );
}
