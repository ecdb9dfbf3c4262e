// Personal links for the members of a segment, as a file for the tool that sends mails.
import { Button, Group, Select, Stack, Text } from "@mantine/core";
import { Download } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Segments } from "#contract";
import { apiUrl, useApi } from "../../ui/api.ts";
import { PageLink } from "../../ui/link.tsx";
import { targetOf } from "../consent/consent.ts";
import { ReachSelect } from "../consent/reach-select.tsx";
import { surveys_path } from "../surveys/surveys.ts";

const identifiers = ["email", "phone", "user_id"] as const;

export function LinksForm({ id }: { readonly id: string }) {
  const { t } = useTranslation(["survey", "consent"]);
  const segments = useApi<Segments>("/api/v1/segments").data?.rows ?? [];
  const [segment, setSegment] = useState<string | null>(null);
  const [identifier, setIdentifier] = useState<string>(identifiers[0]);
  const [word, setWord] = useState<string | null>(null);
  const asked = word === null ? {} : targetOf(word);
  if (segments.length === 0)
    return (
      <Group gap="sm" fz="sm">
        <Text size="sm">{t("links.no_segments")}</Text>
        <PageLink to="/segments">{t("links.to_segments")}</PageLink>
      </Group>
    );
  return (
    <Stack gap="sm" maw={420}>
      <Select
        label={t("links.segment")}
        data={segments.map(({ id: value, name }) => ({ value, label: name }))}
        value={segment}
        onChange={setSegment}
        searchable
      />
      <Select
        label={t("links.identifier")}
        description={t("links.identifier_hint")}
        data={identifiers.map((value) => ({ value, label: t(`links.by.${value}`) }))}
        value={identifier}
        onChange={(value) => setIdentifier(value ?? identifiers[0])}
        allowDeselect={false}
      />
      <ReachSelect value={word} onChange={setWord} />
      {segment === null ? (
        <Button leftSection={<Download size={14} />} disabled>
          {t("links.download")}
        </Button>
      ) : (
        <Button
          component="a"
          leftSection={<Download size={14} />}
          href={apiUrl(`${surveys_path}/${id}/links.csv`, { segment, identifier, ...asked })}
          download
        >
          {t("links.download")}
        </Button>
      )}
    </Stack>
  );
}
