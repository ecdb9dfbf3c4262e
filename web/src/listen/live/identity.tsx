// Who an event was of, and by which of its identifiers that was decided.
import { Badge, Group, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { LiveEvent } from "#contract";
import { hasPage } from "../../pages.ts";
import { PageLink } from "../../ui/link.tsx";

/** The name of a kind in the reader's words; kinds that companies made up are shown as they are. */
export function useKindName(): (kind: string) => string {
  const { t, i18n } = useTranslation("live");
  return (kind) => (i18n.exists(`live:kind.${kind}`) ? t(`kind.${kind}`) : kind);
}

export function Identity({ event }: { readonly event: LiveEvent }) {
  const { t } = useTranslation("live");
  const kindName = useKindName();
  const { identifiers, customer_id, outcome } = event;
  const [strongest] = identifiers;
  const named = outcome === "accepted" && strongest !== undefined;
  return (
    <section>
      <Title order={3} fz={14} mb={6}>
        {t("who")}
      </Title>
      {strongest === undefined && <Text size="sm">{t("who_nobody")}</Text>}
      {strongest !== undefined && (
        <Stack gap={4} component="ul" p={0} m={0} style={{ listStyle: "none" }}>
          {identifiers.map(({ kind, value }, at) => (
            <Group key={`${kind} ${value}`} component="li" gap="xs" wrap="wrap" fz="sm">
              <Text span size="sm" c="dimmed" miw={180}>
                {kindName(kind)}
              </Text>
              <Text span size="sm" fw={at === 0 ? 600 : 400} style={{ overflowWrap: "anywhere" }}>
                {value}
              </Text>
              {at === 0 && named && (
                <Badge variant="light" size="sm" radius="sm" tt="none">
                  {t("named_the_customer")}
                </Badge>
              )}
            </Group>
          ))}
        </Stack>
      )}
      {strongest !== undefined && (
        <Text size="xs" c="dimmed" mt={6}>
          {identifiers.length === 1 ? t("rule_only", { kind: kindName(strongest.kind) }) : t("rule")}
        </Text>
      )}
      <Group gap="md" mt="xs" fz="sm">
        {customer_id !== null && hasPage("customer") && (
          <PageLink to={`/customers/${customer_id}`}>{t("to_customer")}</PageLink>
        )}
        {strongest !== undefined && (
          <PageLink to="/blocks" search={{ kind: strongest.kind, value: strongest.value }}>
            {t("to_block")}
          </PageLink>
        )}
      </Group>
    </section>
  );
}
