// Who is who: the rules by which identifiers make people; tried before they act.
import { Button, Group, Skeleton, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { IdentityChange, IdentityRules, IdentityRulesState } from "#contract";
import { apiSend, useApi, useWorkspace } from "../../ui/api.ts";
import { Confirm } from "../../ui/confirm.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { useMay } from "../../ui/me.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { BlockedCard, CeilingsCard } from "./bounds-card.tsx";
import { isSame } from "./draft.ts";
import { EffectCard } from "./effect-card.tsx";
import { KindsCard } from "./kinds-card.tsx";

const rules_path = "/api/v1/identity/rules";
const poll_ms = 500;

/** A change that was asked for, followed to its end; then everything that shows customers is read anew. */
function useChange() {
  const client = useQueryClient();
  const [asked, setAsked] = useState<IdentityChange>();
  const id = asked?.id ?? 0;
  const followed = useApi<IdentityChange>(
    `/api/v1/identity/changes/${id}`,
    {},
    {
      enabled: asked !== undefined,
      placeholderData: () => undefined,
      refetchInterval: ({ state: { data } }) =>
        data === undefined || data.state === "waiting" || data.state === "running" ? poll_ms : false,
    },
  );
  const change = followed.data ?? asked;
  const applied = change?.applies === true && change.state === "done";
  useEffect(() => {
    if (applied) void client.invalidateQueries();
  }, [applied, client]);
  const ask = useMutation({
    mutationFn: ({ rules, applies }: { readonly rules: IdentityRules; readonly applies: boolean }) =>
      applies
        ? apiSend<IdentityChange>("PUT", rules_path, { rules })
        : apiSend<IdentityChange>("POST", "/api/v1/identity/changes", { rules }),
    onSuccess: setAsked,
  });
  const running = ask.isPending || change?.state === "waiting" || change?.state === "running";
  return { ask, change, running, error: ask.error ?? followed.error };
}

interface EditorProps {
  readonly state: IdentityRulesState;
  /** Begins again with the rules in force. */
  readonly onBack: () => void;
}

function Editor({ state, onBack }: EditorProps) {
  const { t } = useTranslation("identity");
  const [draft, setDraft] = useState(state.rules);
  const [sure, setSure] = useState(false);
  const [mayTry, mayApply] = [useMay("analyst"), useMay("admin")];
  const { ask, change, running, error } = useChange();
  const changed = !isSame(draft, state.rules);
  const tried = change !== undefined && !change.applies && change.state === "done" && isSame(change.rules, draft);
  const apply = () => {
    setSure(false);
    ask.mutate({ rules: draft, applies: true });
  };
  return (
    <Stack gap="sm">
      <KindsCard rules={draft} readOnly={!mayTry} onChange={setDraft} />
      <BlockedCard rules={draft} readOnly={!mayTry} onChange={setDraft} />
      <CeilingsCard rules={draft} readOnly={!mayTry} onChange={setDraft} />
      {mayTry && (
        <Group gap="xs">
          <Button
            variant={tried ? "default" : "filled"}
            loading={running}
            disabled={!changed}
            onClick={() => ask.mutate({ rules: draft, applies: false })}
          >
            {t("try")}
          </Button>
          {mayApply && (
            <Button
              variant={tried ? "filled" : "default"}
              disabled={!changed || !tried || running}
              onClick={() => setSure(true)}
            >
              {t("apply")}
            </Button>
          )}
          <Button variant="subtle" disabled={!changed || running} onClick={onBack}>
            {t("back")}
          </Button>
          <Text size="sm" c="dimmed">
            {changed ? (tried ? "" : t("try_hint")) : t("unchanged")}
          </Text>
        </Group>
      )}
      {error !== null && <ErrorState error={error} />}
      {change !== undefined && <EffectCard change={change} />}
      <Confirm
        opened={sure}
        title={t("sure")}
        text={t("sure_text", { merged: change?.result?.merged ?? 0, split: change?.result?.split ?? 0 })}
        yes={t("apply")}
        keep={t("keep")}
        onYes={apply}
        onClose={() => setSure(false)}
      />
    </Stack>
  );
}

export default function IdentityPage() {
  const { t } = useTranslation("identity");
  const format = useFormat();
  const time_zone = useWorkspace().data?.time_zone ?? "UTC";
  const { data, error, isPending, refetch } = useApi<IdentityRulesState>(rules_path);
  const [begun, setBegun] = useState(0);
  const changed_at = data?.changed_at ?? null;
  const by =
    changed_at === null
      ? t("usual")
      : t("changed", { by: data?.changed_by ?? "", at: format.instant(changed_at, time_zone) });
  return (
    <>
      <PageHead title={t("title")} subtitle={`${t("lead")} ${data === undefined ? "" : by}`} />
      {isPending && <Skeleton height={480} radius="lg" />}
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data !== undefined && (
        <Editor key={`${data.version} ${begun}`} state={data} onBack={() => setBegun(begun + 1)} />
      )}
    </>
  );
}
