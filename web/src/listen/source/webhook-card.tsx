// The mapping of a webhook: a sample payload, an expression for each target, and what comes of it while one types.
import { Button, Code, Group, Skeleton, Stack, Text, Textarea } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Webhook, WebhookChange, WebhookMapping, WebhookPreview } from "#contract";
import { apiSend, useApi } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useMay } from "../../ui/me.ts";
import { Preview } from "./preview.tsx";
import { SignatureForm } from "./signature-form.tsx";
import classes from "./source.module.css";
import { changeOf, type Draft, draftOf, targets } from "./webhook-draft.ts";

interface PartProps {
  readonly draft: Draft;
  readonly change: (patch: Partial<Draft>) => void;
}

function MappingFields({ draft, change, faults }: PartProps & { readonly faults: WebhookPreview["faults"] }) {
  const { t } = useTranslation("source");
  const set = (target: keyof WebhookMapping, value: string) =>
    change({ mapping: { ...draft.mapping, [target]: value } });
  return (
    <Stack gap="sm">
      {targets.map((target) => (
        <Textarea
          key={target}
          label={target}
          description={t(`target.${target}`)}
          value={draft.mapping[target] ?? ""}
          error={faults.find((fault) => fault.target === target)?.message}
          onChange={({ currentTarget: { value } }) => set(target, value)}
          autosize
          minRows={1}
          maxRows={12}
          spellCheck={false}
          classNames={{ input: classes.code ?? "" }}
        />
      ))}
    </Stack>
  );
}

function SampleFields({ draft, change }: PartProps) {
  const { t } = useTranslation("source");
  return (
    <Stack gap="sm">
      <Textarea
        label={t("sample.payload")}
        description={t("sample.payload_hint")}
        value={draft.payload}
        onChange={({ currentTarget: { value } }) => change({ payload: value })}
        rows={10}
        spellCheck={false}
        classNames={{ input: classes.code ?? "" }}
      />
      <Textarea
        label={t("sample.headers")}
        description={t("sample.headers_hint")}
        placeholder="x-shopify-topic: orders/create"
        value={draft.headers}
        onChange={({ currentTarget: { value } }) => change({ headers: value })}
        autosize
        minRows={1}
        maxRows={6}
        spellCheck={false}
        classNames={{ input: classes.code ?? "" }}
      />
    </Stack>
  );
}

/** What the mapping makes of the sample, asked for when typing rests. */
function usePreview(draft: Draft) {
  const { mapping, sample } = changeOf(draft);
  const asked = JSON.stringify({ mapping, sample });
  const [rested] = useDebouncedValue(asked, 300);
  return useQuery<WebhookPreview>({
    queryKey: ["/api/v1/webhooks/preview", rested],
    queryFn: ({ signal }) => apiSend<WebhookPreview>("POST", "/api/v1/webhooks/preview", JSON.parse(rested), signal),
    placeholderData: (previous) => previous,
  });
}

function Editor({ slug, webhook }: { readonly slug: string; readonly webhook: Webhook }) {
  const { t } = useTranslation("source");
  const client = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(webhook));
  const [saved, setSaved] = useState(() => JSON.stringify(draftOf(webhook)));
  const change = (patch: Partial<Draft>) => setDraft((now) => ({ ...now, ...patch }));
  const preview = usePreview(draft);
  const faults = preview.data?.faults ?? [];
  const path = `/api/v1/sources/${slug}/webhook`;
  const save = useMutation({
    mutationFn: (body: WebhookChange) => apiSend<Webhook>("PUT", path, body),
    onSuccess: (now) => {
      client.setQueryData([path, {}], now);
      setDraft(draftOf(now));
      setSaved(JSON.stringify(draftOf(now)));
    },
  });
  const is_saved = JSON.stringify(draft) === saved;
  return (
    <Stack gap="sm">
      <Card
        title={t("mapping.title")}
        subtitle={
          <>
            {t("mapping.hint")} <Code>$payload</Code> <Code>$headers</Code>
          </>
        }
      >
        <div className={classes.columns}>
          <MappingFields draft={draft} change={change} faults={faults} />
          <Stack gap="md" className={classes.beside ?? ""}>
            <SampleFields draft={draft} change={change} />
            <Preview preview={preview.data} error={preview.error} />
          </Stack>
        </div>
      </Card>
      <Card title={t("signature.title")} subtitle={t("signature.hint")}>
        <SignatureForm draft={draft} has_secret={webhook.has_secret} change={change} />
      </Card>
      {save.isError && <ErrorState error={save.error} />}
      <Group justify="flex-end" gap="sm" className={classes.sticky ?? ""}>
        <Text size="sm" c="dimmed">
          {is_saved ? "" : t("mapping.unsaved")}
        </Text>
        <Button
          leftSection={is_saved ? <Check size={16} /> : undefined}
          disabled={is_saved}
          loading={save.isPending}
          onClick={() => save.mutate(changeOf(draft))}
        >
          {t(is_saved ? "mapping.saved" : "mapping.save")}
        </Button>
      </Group>
    </Stack>
  );
}

export function WebhookCard({ slug }: { readonly slug: string }) {
  const may = useMay("analyst");
  const answer = useApi<Webhook>(`/api/v1/sources/${slug}/webhook`, {}, { retry: false, enabled: may });
  if (!may) return null;
  if (answer.isError) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />;
  if (answer.data === undefined) return <Skeleton height={320} radius="lg" />;
  return <Editor key={slug} slug={slug} webhook={answer.data} />;
}
