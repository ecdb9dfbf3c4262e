// Who is told when somebody enters or leaves: addresses, their state, and the secret that is shown once.
import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Trash2, Webhook } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { SegmentHook, SegmentHookMade } from "#contract";
import { ToldOnce } from "../../settings/users/fresh-link.tsx";
import { apiSend, useApi } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";

interface Hooks {
  readonly rows: readonly SegmentHook[];
}

interface HookRowProps {
  readonly hook: SegmentHook;
  readonly time_zone: string;
  readonly onRemove: () => void;
  readonly onSwitch: () => void;
}

function HookRow({ hook, time_zone, onRemove, onSwitch }: HookRowProps) {
  const { t } = useTranslation("segment");
  const format = useFormat();
  const { url, active, waiting, delivered_at, error } = hook;
  return (
    <Group justify="space-between" gap="sm" align="flex-start">
      <div style={{ flex: "1 1 240px", minWidth: 0, overflowWrap: "anywhere" }}>
        <Text size="sm" fw={600}>
          {url}
        </Text>
        <Text size="sm" c="dimmed">
          {delivered_at === null
            ? t("hooks.never")
            : t("hooks.delivered", { time: format.instant(delivered_at, time_zone) })}
          {waiting > 0 && ` · ${t("hooks.waiting", { count: waiting, text: format.count(waiting) })}`}
        </Text>
        {(error !== null || !active) && (
          <Text size="sm" c="var(--k-bad)">
            {error} {!active && t(error === null ? "hooks.switched_off" : "hooks.off")}
          </Text>
        )}
      </div>
      <Group gap="xs" wrap="nowrap">
        {!active && (
          <Button size="compact-sm" variant="default" aria-label={t("hooks.on_of", { url })} onClick={onSwitch}>
            {t("hooks.on")}
          </Button>
        )}
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<Trash2 size={14} />}
          aria-label={t("hooks.remove_of", { url })}
          onClick={onRemove}
        >
          {t("hooks.remove")}
        </Button>
      </Group>
    </Group>
  );
}

export function HooksCard({ id, time_zone }: { readonly id: string; readonly time_zone: string }) {
  const { t } = useTranslation("segment");
  const client = useQueryClient();
  const path = `/api/v1/segments/${encodeURIComponent(id)}/hooks`;
  const [url, setUrl] = useState("");
  const answer = useApi<Hooks>(path);
  const again = () => client.invalidateQueries({ queryKey: [path] });
  const add = useMutation({
    mutationFn: () => apiSend<SegmentHookMade>("POST", path, { url: url.trim() }),
    onSuccess: async () => {
      setUrl("");
      await again();
    },
  });
  const remove = useMutation({ mutationFn: (hook: number) => apiSend("DELETE", `${path}/${hook}`), onSettled: again });
  const switchOn = useMutation({
    mutationFn: (hook: number) => apiSend("PATCH", `${path}/${hook}`, { active: true }),
    onSettled: again,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate();
  };
  const rows = answer.data?.rows ?? [];
  return (
    <Card title={t("hooks.title")} subtitle={t("hooks.hint")}>
      <Stack gap="md">
        {answer.isError && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
        {answer.isSuccess && rows.length === 0 && (
          <EmptyState icon={Webhook} title={t("hooks.none")} text={t("hooks.none_hint")} />
        )}
        {rows.map((hook) => (
          <HookRow
            key={hook.id}
            hook={hook}
            time_zone={time_zone}
            onRemove={() => remove.mutate(hook.id)}
            onSwitch={() => switchOn.mutate(hook.id)}
          />
        ))}
        {remove.isError && <ErrorState error={remove.error} />}
        {switchOn.isError && <ErrorState error={switchOn.error} />}
        {add.data !== undefined && (
          <ToldOnce label={t("hooks.secret")} text={t("hooks.secret_hint")} value={add.data.secret} />
        )}
        <form onSubmit={submit}>
          <Group align="flex-end" gap="sm">
            <TextInput
              type="url"
              label={t("hooks.url")}
              placeholder="https://example.com/kompas"
              value={url}
              required
              style={{ flex: "1 1 240px" }}
              onChange={({ currentTarget }) => setUrl(currentTarget.value)}
            />
            <Button type="submit" variant="default" loading={add.isPending} disabled={url.trim() === ""}>
              {t("hooks.add")}
            </Button>
          </Group>
        </form>
        {add.isError && <ErrorState error={add.error} />}
      </Stack>
    </Card>
  );
}
