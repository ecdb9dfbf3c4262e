// The hosts that HTTP hooks may call.
import { Button, Group, Stack, TagsInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { EnrichmentHosts } from "#contract";
import { apiSend } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { enrichment_path } from "./hook-card.tsx";

export function HostsCard({ hosts }: { readonly hosts: readonly string[] }) {
  const { t } = useTranslation("enrichment");
  const client = useQueryClient();
  const [draft, setDraft] = useState<string[]>([...hosts]);
  const save = useMutation({
    mutationFn: (body: EnrichmentHosts) => apiSend("PUT", `${enrichment_path}/hosts`, body),
    onSuccess: () => client.invalidateQueries({ queryKey: [enrichment_path] }),
  });
  const saved = draft.toSorted().join() === hosts.toSorted().join();
  return (
    <Card title={t("hosts.title")} subtitle={t("hosts.text")}>
      <Stack gap="sm">
        <TagsInput
          label={t("hosts.label")}
          description={t("hosts.hint")}
          placeholder={draft.length === 0 ? "api.example.com" : ""}
          value={draft}
          onChange={(values) => setDraft(values.map((value) => value.trim().toLowerCase()))}
          splitChars={[",", " "]}
          clearable
        />
        {save.isError && <ErrorState error={save.error} />}
        <Group>
          <Button
            variant="default"
            disabled={saved}
            loading={save.isPending}
            onClick={() => save.mutate({ hosts: draft })}
          >
            {t("save")}
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}
