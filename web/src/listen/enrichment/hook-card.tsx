// One hook: what it takes and gives, its switch, how its last run went, a value to try it on.
import { Alert, Badge, Button, Code, Group, Stack, Switch, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CirclePause, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { EnrichmentHook, HookTake } from "#contract";
import { apiSend, useWorkspace } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { Confirm } from "../../ui/confirm.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { useMay } from "../../ui/me.ts";
import { useKindName } from "../live/identity.tsx";
import { HookSettingsForm } from "./hook-settings.tsx";
import { HookTry } from "./hook-try.tsx";

export const enrichment_path = "/api/v1/enrichment";

/** A thing that is told, in the reader's words. */
export function useTakeName(): (take: HookTake) => string {
  const { t, i18n } = useTranslation("enrichment");
  const kindName = useKindName();
  return ({ kind, name }) => {
    if (kind === "identifier") return kindName(name);
    if (kind === "context" && i18n.exists(`enrichment:context.${name}`)) return t(`context.${name}`);
    return t(`take.${kind}`, { name });
  };
}

function useHookName(): (hook: EnrichmentHook) => string {
  const { t } = useTranslation("enrichment");
  return ({ id, http }) => http?.name ?? t(`hook.${id}.name`);
}

function TakesAndGives({ hook }: { readonly hook: EnrichmentHook }) {
  const { t } = useTranslation("enrichment");
  const takeName = useTakeName();
  const names = [...new Set(hook.takes.map(takeName))];
  return (
    <Stack gap={6}>
      <Text size="sm">
        <Text span c="dimmed">
          {t("takes")}{" "}
        </Text>
        {names.join(", ")}
      </Text>
      <Group gap={6} wrap="wrap">
        <Text span size="sm" c="dimmed">
          {t("gives")}
        </Text>
        {hook.gives.map((name) => (
          <Code key={name}>{name}</Code>
        ))}
      </Group>
    </Stack>
  );
}

function Standing({ hook }: { readonly hook: EnrichmentHook }) {
  const { t } = useTranslation("enrichment");
  const format = useFormat();
  const time_zone = useWorkspace().data?.time_zone ?? "UTC";
  const { running, last_pass, last_run_at, customers, fault, paused_until } = hook;
  const figures = (of: NonNullable<typeof running>) =>
    [
      t("pass.looked_at", { text: format.count(of.looked_at), count: of.looked_at }),
      t("pass.found", { text: format.count(of.found), count: of.found }),
      ...(of.without_consent > 0 ? [t("pass.without_consent", { text: format.count(of.without_consent) })] : []),
      ...(of.waiting > 0 ? [t("pass.waiting", { text: format.count(of.waiting) })] : []),
    ].join(" · ");
  return (
    <Stack gap={6}>
      <Text size="sm" className="k-number">
        {t("customers", { text: format.count(customers), count: customers })}
      </Text>
      <Text size="xs" c="dimmed" className="k-number">
        {running === null
          ? last_run_at === null
            ? t("never")
            : t("last_run", { at: format.instant(last_run_at, time_zone) })
          : t(running.all ? "running_all" : "running")}
        {(running ?? last_pass) !== null && ` ${figures(running ?? last_pass ?? noFigures)}`}
      </Text>
      {!hook.ready && (
        <Alert variant="outline" color="yellow" bg="var(--k-card)" icon={<TriangleAlert size={18} />}>
          {t("no_database")}
        </Alert>
      )}
      {fault !== null && (
        <Alert
          variant="outline"
          color="red"
          bg="var(--k-card)"
          icon={<TriangleAlert size={18} />}
          title={t("fault", { at: format.instant(fault.at, time_zone) })}
        >
          {fault.message}
        </Alert>
      )}
      {paused_until !== null && (
        <Badge variant="outline" color="yellow" leftSection={<CirclePause size={12} />} tt="none">
          {t("paused", { at: format.instant(paused_until, time_zone) })}
        </Badge>
      )}
    </Stack>
  );
}

const noFigures = { all: false, looked_at: 0, found: 0, nothing: 0, without_consent: 0, waiting: 0 };

interface HookCardProps {
  readonly hook: EnrichmentHook;
  /** Opens an HTTP hook to be written anew. */
  readonly onEdit: () => void;
}

export function HookCard({ hook, onEdit }: HookCardProps) {
  const { t } = useTranslation("enrichment");
  const name = useHookName()(hook);
  const client = useQueryClient();
  const admin = useMay("admin");
  const [deleting, setDeleting] = useState(false);
  const refresh = () => client.invalidateQueries({ queryKey: [enrichment_path] });
  const path = `${enrichment_path}/hooks/${hook.id}`;
  const change = useMutation({
    mutationFn: (enabled: boolean) => apiSend("PATCH", path, { enabled }),
    onSettled: refresh,
  });
  const run = useMutation({ mutationFn: () => apiSend("POST", `${path}/run`, { all: true }), onSettled: refresh });
  const remove = useMutation({
    mutationFn: () => apiSend("DELETE", `${enrichment_path}/http/${hook.id}`),
    onSuccess: () => setDeleting(false),
    onSettled: refresh,
  });
  return (
    <Card
      title={name}
      subtitle={hook.http === null ? t(`hook.${hook.id}.text`) : `${hook.http.method} ${hook.http.url}`}
      actions={
        <Switch
          aria-label={t("switch", { name })}
          checked={hook.enabled}
          disabled={change.isPending}
          onChange={({ currentTarget: { checked } }) => change.mutate(checked)}
        />
      }
      style={{ overflowWrap: "anywhere" }}
    >
      <Stack gap="md">
        <TakesAndGives hook={hook} />
        <Standing hook={hook} />
        {(change.isError || run.isError) && <ErrorState error={change.error ?? run.error} />}
        {hook.http === null && <HookSettingsForm hook={hook} onSaved={() => void refresh()} />}
        {hook.http === null && <HookTry hook={hook} />}
        <Group gap="xs">
          <Button
            variant="default"
            size="xs"
            disabled={!(hook.enabled && hook.ready) || hook.running !== null}
            loading={run.isPending}
            onClick={() => run.mutate()}
          >
            {t("run_all")}
          </Button>
          {hook.http !== null && admin && (
            <>
              <Button variant="default" size="xs" onClick={onEdit}>
                {t("edit")}
              </Button>
              <Button variant="default" size="xs" onClick={() => setDeleting(true)}>
                {t("delete")}
              </Button>
            </>
          )}
        </Group>
      </Stack>
      <Confirm
        opened={deleting}
        title={t("delete_hook.title", { name })}
        text={t("delete_hook.text")}
        yes={t("delete")}
        keep={t("keep")}
        pending={remove.isPending}
        error={remove.error}
        onYes={() => remove.mutate()}
        onClose={() => setDeleting(false)}
      />
    </Card>
  );
}
