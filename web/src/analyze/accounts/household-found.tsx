// What a run of the rule of households found, in figures and examples.
import { Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { HouseholdResult } from "#contract";
import { PageLink } from "../../ui/link.tsx";

export function HouseholdFound({ result, dry_run }: { readonly result: HouseholdResult; readonly dry_run: boolean }) {
  const { t } = useTranslation("accounts");
  const figures = {
    households: t("count.household", { count: result.households }),
    members: t("members", { count: result.members }),
  };
  return (
    <Stack gap="xs" role="status">
      <Text fw={600}>{t(dry_run ? "rule.would" : "rule.did", figures)}</Text>
      <Text size="sm" c="dimmed" className="k-number">
        {t("rule.changes", { joined: result.joined, left: result.left })} {t("rule.known", { count: result.persons })}{" "}
        {result.too_large > 0 && t("rule.too_large", { count: result.too_large })}
      </Text>
      {result.examples.length > 0 && (
        <Title order={3} fz="sm" mt="xs">
          {t("rule.examples")}
        </Title>
      )}
      {result.examples.map(({ label, shared, members }) => (
        <div key={members[0]?.customer_id ?? label} className="k-card">
          <Text size="sm" fw={600} style={{ overflowWrap: "anywhere" }}>
            {members.map(({ customer_id, name }, at) => (
              <span key={customer_id}>
                {at > 0 && ", "}
                <PageLink to={`/customers/${customer_id}`}>{name}</PageLink>
              </span>
            ))}
          </Text>
          <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
            {shared.length > 0 ? t("rule.shared", { what: shared.join("; ") }) : label}
          </Text>
        </div>
      ))}
    </Stack>
  );
}
