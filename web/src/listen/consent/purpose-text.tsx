// A purpose for those who may not change it.
import { Badge, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { inLanguage, type PurposeDraft } from "./consent.ts";

export function PurposeText({ purpose }: { readonly purpose: PurposeDraft }) {
  const { t, i18n } = useTranslation("consent");
  return (
    <Stack gap="sm">
      <Text size="sm">{inLanguage(purpose.descriptions, i18n.language)}</Text>
      <Text size="sm">
        {t(`basis.${purpose.basis}`)}: {t(`basis_hint.${purpose.basis}`)}
      </Text>
      <Group gap={6}>
        {purpose.channels.map((channel) => (
          <Badge key={channel} variant="light" radius="sm" tt="none" fw={500}>
            {t(`channel.${channel}`)}
          </Badge>
        ))}
      </Group>
    </Stack>
  );
}
