// A survey's links: the one for everybody, and personal ones for the members of a segment.
import { Code, Group, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Survey } from "#contract";
import { Card } from "../../ui/card.tsx";
import { Copy } from "../../ui/copy.tsx";
import { useMay } from "../../ui/me.ts";
import { LinksForm } from "./links-form.tsx";

export function LinkCard({ survey }: { readonly survey: Survey }) {
  const { t } = useTranslation("survey");
  const may = useMay("marketer");
  const link = `${location.origin}/s/${survey.id}`;
  return (
    <Card title={t("link.title")} subtitle={t(survey.anonymous ? "link.hint" : "link.hint_personal")}>
      <Group gap="sm">
        <Code fz="sm" style={{ overflowWrap: "anywhere" }}>
          {link}
        </Code>
        {survey.anonymous && <Copy value={link} />}
      </Group>
      {survey.state !== "open" && (
        <Text size="sm" c="var(--k-warn)" mt="xs">
          {t(`link.${survey.state}`)}
        </Text>
      )}
      {may && survey.kind !== "enps" && (
        <Stack gap={4} mt="lg">
          <Title order={3} fz={14}>
            {t("links.title")}
          </Title>
          <Text size="xs" c="dimmed" mb={4}>
            {t("links.hint")}
          </Text>
          <LinksForm id={survey.id} />
        </Stack>
      )}
    </Card>
  );
}
