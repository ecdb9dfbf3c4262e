// How to connect: snippets with the key filled in, or the address of a webhook; and whether the first event came.
import { Alert, Group, Loader, Skeleton, Stack, Tabs, Text } from "@mantine/core";
import { CircleCheck, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { SourceKey, SourceState, Webhook } from "#contract";
import { useApi, useWorkspace } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { PageLink } from "../../ui/link.tsx";
import { useMay } from "../../ui/me.ts";
import { CodeBlock } from "./code-block.tsx";
import { isLocal, snippetsFor, webhookCall } from "./snippets.ts";

/** Turns green by itself: the page asks again every other second until something came. */
export function FirstEvent({ source }: { readonly source: SourceState }) {
  const { t } = useTranslation("source");
  const format = useFormat();
  const time_zone = useWorkspace().data?.time_zone ?? "UTC";
  if (source.last_seen_at === null) {
    return (
      <Group gap="xs" role="status" data-first="waiting">
        <Loader size={14} aria-hidden />
        <Text size="sm">{t(source.condition === "refused" ? "first.refused" : "first.waiting")}</Text>
      </Group>
    );
  }
  return (
    <Group gap="xs" role="status" c="var(--k-good)" fz="sm" data-first="seen">
      <Group gap="xs" wrap="nowrap">
        <CircleCheck size={16} aria-hidden style={{ flex: "none" }} />
        <Text size="sm">{t("first.seen", { when: format.instant(source.last_seen_at, time_zone) })}</Text>
      </Group>
      <PageLink to="/live" search={{ source: source.slug }}>
        {t("first.live")}
      </PageLink>
    </Group>
  );
}

function Snippets({ source, write_key }: { readonly source: SourceState; readonly write_key: string }) {
  const { t } = useTranslation("source");
  const snippets = snippetsFor(source.kind, location.origin, write_key);
  return (
    <Tabs defaultValue={snippets[0]?.id ?? "curl"} keepMounted={false}>
      <Tabs.List mb="sm" aria-label={t("connect.title")}>
        {snippets.map(({ id }) => (
          <Tabs.Tab key={id} value={id}>
            {t(`snippet.${id}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {snippets.map(({ id, code }) => (
        <Tabs.Panel key={id} value={id}>
          <Text size="sm" c="dimmed" mb="xs">
            {t(`snippet_hint.${id}`)}
          </Text>
          <CodeBlock code={code} label={t(`snippet.${id}`)} />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

function Address({ slug }: { readonly slug: string }) {
  const { t } = useTranslation("source");
  const answer = useApi<Webhook>(`/api/v1/sources/${slug}/webhook`);
  if (answer.data === undefined) return <Skeleton height={120} radius="md" />;
  const { path, sample, docs_url } = answer.data;
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t("address.hint")}{" "}
        {docs_url !== null && (
          <a
            className="k-link"
            style={{ textDecoration: "underline" }}
            href={docs_url}
            target="_blank"
            rel="noreferrer"
          >
            {t("address.docs")}
          </a>
        )}
      </Text>
      <CodeBlock code={`${location.origin}${path}`} label={t("address.title")} />
      {isLocal(location.origin) && (
        <Alert color="yellow" variant="outline" icon={<TriangleAlert size={18} />} bg="var(--k-card)">
          {t("address.local")}
        </Alert>
      )}
      <Text size="sm" c="dimmed">
        {t("address.try")}
      </Text>
      <CodeBlock code={webhookCall(location.origin, path, sample.payload)} label={t("snippet.curl")} />
    </Stack>
  );
}

function Connect({ source }: { readonly source: SourceState }) {
  const { t } = useTranslation("source");
  const may = useMay("analyst");
  const key = useApi<SourceKey>(`/api/v1/sources/${source.slug}/key`, {}, { retry: false, enabled: may });
  if (!may) return <Text size="sm">{t("connect.forbidden")}</Text>;
  if (key.isError) return <ErrorState error={key.error} onRetry={() => void key.refetch()} />;
  if (key.data === undefined) return <Skeleton height={160} radius="md" />;
  if (source.kind === "webhook") return <Address slug={source.slug} />;
  return <Snippets source={source} write_key={key.data.write_key} />;
}

export function ConnectCard({ source }: { readonly source: SourceState }) {
  const { t } = useTranslation("source");
  return (
    <Card title={t("connect.title")}>
      <Stack gap="md">
        <Connect source={source} />
        <FirstEvent source={source} />
      </Stack>
    </Card>
  );
}
