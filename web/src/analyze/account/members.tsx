// Who belongs to an account since when and by what; taken out and put back by hand.
import { Badge, Button, Center, ScrollArea, Skeleton, Table, Text } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { UserMinus, UserPlus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Account, AccountMember, AccountMembers } from "#contract";
import { apiGet, apiSend } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { Confirm } from "../../ui/confirm.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { PageLink } from "../../ui/link.tsx";
import { useMay } from "../../ui/me.ts";

interface RowProps {
  readonly member: AccountMember;
  readonly currency: string;
  readonly time_zone: string;
  readonly onChange: ((member: AccountMember) => void) | undefined;
}

/** "group", "Group Joined": a word of ours in the reader's language, an event's name as it is. */
function useCause(): (member: AccountMember) => string {
  const { t } = useTranslation("account");
  return ({ cause, source, said_by, is_member }) => {
    if (said_by !== "") return t(is_member ? "cause.put_in" : "cause.taken_out", { by: said_by });
    const by = t(`cause.${cause}`, { defaultValue: cause });
    return source === "" || cause === "household" ? by : t("cause.from", { by, source });
  };
}

function Row({ member, currency, time_zone, onChange }: RowProps) {
  const { t } = useTranslation("account");
  const format = useFormat();
  const cause = useCause();
  const { is_member, label } = member;
  return (
    <Table.Tr {...(is_member ? {} : { c: "dimmed" })}>
      <Table.Th scope="row" fw={500}>
        <PageLink to={`/customers/${member.customer_id}`}>{label}</PageLink>
        {!is_member && (
          <Badge variant="light" size="sm" radius="sm" tt="none" ml={6} bg="var(--k-sunken)" c="var(--k-text)">
            {t("former")}
          </Badge>
        )}
      </Table.Th>
      <Table.Td>
        {format.instant(member.since, time_zone)}
        {member.left_at !== null && (
          <Text size="xs" c="dimmed">
            {t("until", { date: format.instant(member.left_at, time_zone) })}
          </Text>
        )}
      </Table.Td>
      <Table.Td>{cause(member)}</Table.Td>
      <Table.Td>{format.instant(member.last_seen_at, time_zone)}</Table.Td>
      <Table.Td ta="right">{format.count(member.orders)}</Table.Td>
      <Table.Td ta="right">{format.money(member.revenue_minor, currency)}</Table.Td>
      <Table.Td ta="right" pos="sticky" right={0} bg="var(--k-card)">
        {onChange !== undefined && (
          <Button
            size="compact-xs"
            variant="default"
            leftSection={is_member ? <UserMinus size={13} /> : <UserPlus size={13} />}
            aria-label={t(is_member ? "take_out_of" : "put_back_of", { name: label })}
            onClick={() => onChange(member)}
          >
            {t(is_member ? "take_out" : "put_back")}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function useMembers(account_id: string) {
  const path = `/api/v1/accounts/${account_id}/members`;
  return useInfiniteQuery({
    queryKey: [path],
    queryFn: ({ pageParam, signal }) => apiGet<AccountMembers>(path, { cursor: pageParam, limit: 50 }, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

interface MembersProps {
  readonly account: Account;
  readonly time_zone: string;
}

const columns = ["member", "since", "by", "seen", "orders", "revenue"] as const;

export function Members({ account, time_zone }: MembersProps) {
  const { t } = useTranslation("account");
  const client = useQueryClient();
  const may_change = useMay("agent");
  const [chosen, setChosen] = useState<AccountMember>();
  const query = useMembers(account.account_id);
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const change = useMutation({
    mutationFn: ({ customer_id, is_member }: AccountMember) =>
      apiSend<null>(is_member ? "DELETE" : "PUT", `/api/v1/accounts/${account.account_id}/members/${customer_id}`),
    onSuccess: async () => {
      setChosen(undefined);
      await client.invalidateQueries({
        predicate: ({ queryKey }) => String(queryKey[0]).startsWith("/api/v1/accounts"),
      });
    },
  });
  return (
    <Card
      title={t("members")}
      subtitle={t("members_count", { count: account.members, former: account.former_members })}
    >
      {query.isPending && <Skeleton height={160} radius="md" />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {rows.length > 0 && (
        <ScrollArea viewportProps={{ tabIndex: 0, role: "region", "aria-label": t("members") }}>
          <Table fz="sm" miw={820} verticalSpacing={6} style={{ "--table-border-color": "var(--k-border)" }}>
            <Table.Thead>
              <Table.Tr>
                {columns.map((column) => (
                  <Table.Th
                    key={column}
                    scope="col"
                    ta={column === "orders" || column === "revenue" ? "right" : "left"}
                  >
                    {t(`column.${column}`)}
                  </Table.Th>
                ))}
                <Table.Td />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((member) => (
                <Row
                  key={member.customer_id}
                  member={member}
                  currency={account.currency}
                  time_zone={time_zone}
                  onChange={may_change ? setChosen : undefined}
                />
              ))}
            </Table.Tbody>
          </Table>
        </ScrollArea>
      )}
      {query.hasNextPage && (
        <Center mt="sm">
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
      <Confirm
        opened={chosen !== undefined}
        title={t(chosen?.is_member === false ? "put_back_of" : "take_out_of", { name: chosen?.label ?? "" })}
        text={t(chosen?.is_member === false ? "put_back_text" : "take_out_text")}
        yes={t(chosen?.is_member === false ? "put_back" : "take_out")}
        keep={t("keep")}
        pending={change.isPending}
        error={change.error}
        onYes={() => chosen && change.mutate(chosen)}
        onClose={() => setChosen(undefined)}
      />
    </Card>
  );
}
