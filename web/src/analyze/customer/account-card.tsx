// The accounts that a customer belongs to: groups and the household. Nothing where there is none.
import { Group, Stack, Text } from "@mantine/core";
import { Building2, House } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { CustomerAccounts } from "#contract";
import { useApi } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { useFormat } from "../../ui/format.ts";
import { PageLink } from "../../ui/link.tsx";

export function AccountCard({ id, time_zone }: { readonly id: string; readonly time_zone: string }) {
  const { t } = useTranslation("account");
  const format = useFormat();
  const { data } = useApi<CustomerAccounts>(`/api/v1/customers/${encodeURIComponent(id)}/accounts`);
  if (data === undefined || data.rows.length === 0) return null;
  return (
    <Card title={t("accounts", { ns: "titles" })}>
      <Stack gap="xs">
        {data.rows.map(({ account_id, kind, label, members, is_member, since, left_at }) => {
          const Sign = kind === "group" ? Building2 : House;
          const until = left_at === null ? "" : ` ${t("until", { date: format.instant(left_at, time_zone) })}`;
          return (
            <Group key={account_id} gap="xs" wrap="nowrap" align="flex-start">
              <Sign size={16} aria-hidden style={{ marginTop: 3, flexShrink: 0 }} />
              <div style={{ minWidth: 0, overflowWrap: "anywhere" }}>
                <PageLink to={`/accounts/${account_id}`}>{label}</PageLink>
                <Text size="xs" c="dimmed">
                  {t(is_member ? "member_since" : "was_member", { date: format.instant(since, time_zone) })}
                  {until} · {t("members_count_short", { count: members })}
                </Text>
              </div>
            </Group>
          );
        })}
      </Stack>
    </Card>
  );
}
