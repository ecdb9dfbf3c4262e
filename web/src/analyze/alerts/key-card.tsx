// The key that calls of webhooks are signed with, for administrators: shown when asked for, renewed when it leaked.
import { Button, Code, Group, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { SigningKey } from "#contract";
import { apiGet, apiSend } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { ErrorState } from "../../ui/error-state.tsx";

const path = "/api/v1/webhook-key";

export function KeyCard() {
  const { t } = useTranslation("alerts");
  const key = useMutation({
    mutationFn: (renew: boolean) => (renew ? apiSend<SigningKey>("POST", path) : apiGet<SigningKey>(path)),
  });
  return (
    <Card title={t("key.title")} style={{ marginTop: "var(--k-gap)" }}>
      <Text size="sm">{t("key.text")}</Text>
      {key.error !== null && <ErrorState error={key.error} />}
      <Group mt="sm" gap="xs">
        {key.data === undefined ? (
          <Button variant="default" size="xs" loading={key.isPending} onClick={() => key.mutate(false)}>
            {t("key.show")}
          </Button>
        ) : (
          <>
            <Code style={{ overflowWrap: "anywhere" }}>{key.data.secret}</Code>
            <Button variant="default" size="xs" loading={key.isPending} onClick={() => key.mutate(true)}>
              {t("key.renew")}
            </Button>
          </>
        )}
      </Group>
    </Card>
  );
}
