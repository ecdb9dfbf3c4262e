// What rules would do, or did: how many customers become one, how many come apart, with examples.
import { Badge, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { IdentityChange, IdentityEffect } from "#contract";
import { Card } from "../../ui/card.tsx";
import { PageLink } from "../../ui/link.tsx";
import { Progress } from "../../ui/progress.tsx";

function Examples({ examples }: { readonly examples: IdentityEffect["examples"] }) {
  const { t } = useTranslation("identity");
  return (
    <Stack gap={6} component="ul" m={0} p={0} style={{ listStyle: "none" }}>
      {examples.map(({ kind, people }) => (
        <Group key={`${kind} ${people.map(({ customer_id }) => customer_id).join()}`} component="li" gap="xs">
          <Badge variant="light" color={kind === "merge" ? "blue" : "yellow"}>
            {t(`effect.${kind}`)}
          </Badge>
          {people.map(({ customer_id, label }, index) => (
            <Text key={customer_id} span size="sm" style={{ overflowWrap: "anywhere" }}>
              {index > 0 && <span aria-hidden>{kind === "merge" ? "+ " : "| "}</span>}
              <PageLink to={`/customers/${customer_id}`}>{label}</PageLink>
            </Text>
          ))}
        </Group>
      ))}
    </Stack>
  );
}

export function EffectCard({ change }: { readonly change: IdentityChange }) {
  const { t } = useTranslation("identity");
  const { state, result, error, applies, share, step } = change;
  return (
    <Card title={applies ? t("effect.applied") : t("effect.tried")}>
      {(state === "waiting" || state === "running") && (
        <Progress share={share} label={t(step === "keys" ? "effect.keys" : "effect.people")} />
      )}
      {state === "failed" && (
        <Text c="var(--k-bad)" role="alert">
          {t("effect.failed", { error: error ?? "" })}
        </Text>
      )}
      {result !== null && (
        <Stack gap="sm" role="status">
          <Text fw={600}>
            {result.merged + result.split === 0
              ? t("effect.none")
              : `${t(applies ? "effect.merged" : "effect.would_merge", { count: result.merged })} ${t(applies ? "effect.parted" : "effect.would_split", { count: result.split })}`}
          </Text>
          <Text size="xs" c="dimmed">
            {t("effect.definition", { before: result.customers_before, after: result.customers_after })}
          </Text>
          {result.examples.length > 0 && <Examples examples={result.examples} />}
        </Stack>
      )}
    </Card>
  );
}
