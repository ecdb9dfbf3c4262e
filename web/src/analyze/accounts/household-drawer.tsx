// The rule of households: set, tried, run; how far a run is and what it found.
import { Button, Checkbox, Group, NumberInput, Progress, Skeleton, Stack, Switch, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { FlaskConical } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { HouseholdRule, HouseholdRun, Households } from "#contract";
import { apiSend, useApi } from "../../ui/api.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { SideDrawer } from "../../ui/side-drawer.tsx";
import { HouseholdFound } from "./household-found.tsx";

const path = "/api/v1/households";

interface FieldsProps {
  readonly rule: HouseholdRule;
  readonly onChange: (rule: HouseholdRule) => void;
}

function Fields({ rule, onChange }: FieldsProps) {
  const { t } = useTranslation("accounts");
  return (
    <Stack gap="sm">
      <Switch
        label={t("rule.enabled")}
        description={t("rule.enabled_hint")}
        checked={rule.enabled}
        onChange={(event) => onChange({ ...rule, enabled: event.currentTarget.checked })}
      />
      <Checkbox
        label={t("rule.by_address")}
        description={t("rule.by_address_hint")}
        checked={rule.by_address}
        onChange={(event) => onChange({ ...rule, by_address: event.currentTarget.checked })}
      />
      <Checkbox
        label={t("rule.by_phone")}
        description={t("rule.by_phone_hint")}
        checked={rule.by_phone}
        onChange={(event) => onChange({ ...rule, by_phone: event.currentTarget.checked })}
      />
      <NumberInput
        label={t("rule.members_max")}
        description={t("rule.members_max_hint")}
        min={2}
        max={100}
        allowDecimal={false}
        value={rule.members_max}
        onChange={(value) => typeof value === "number" && onChange({ ...rule, members_max: value })}
        maw={280}
      />
    </Stack>
  );
}

function RunState({ run }: { readonly run: HouseholdRun }) {
  const { t } = useTranslation("accounts");
  if (run.state === "failed") return <ErrorState error={new Error(t("rule.failed", { reason: run.error ?? "" }))} />;
  if (run.state === "done" && run.result !== null) return <HouseholdFound result={run.result} dry_run={run.dry_run} />;
  const share = run.total === 0 ? 0 : Math.min(100, (100 * run.done) / run.total);
  return (
    <div role="status">
      <Text size="sm" mb={4}>
        {t(`rule.step.${run.step}`)}
      </Text>
      <Progress value={share} animated aria-label={t(`rule.step.${run.step}`)} />
    </div>
  );
}

/** The run that was asked for last, read again until it has ended. */
function useRun(id: number | undefined) {
  const client = useQueryClient();
  const answer = useApi<HouseholdRun>(
    `${path}/runs/${id ?? 0}`,
    {},
    {
      enabled: id !== undefined,
      placeholderData: () => undefined,
      refetchInterval: ({ state }) => (state.data?.state === "done" || state.data?.state === "failed" ? false : 400),
    },
  );
  const ended = answer.data?.state === "done" && !answer.data.dry_run;
  useEffect(() => {
    if (ended) void client.invalidateQueries({ queryKey: ["/api/v1/accounts", "pages"] });
  }, [ended, client]);
  return answer;
}

function Rule({ saved, last_run }: { readonly saved: HouseholdRule; readonly last_run: HouseholdRun | null }) {
  const { t } = useTranslation("accounts");
  const client = useQueryClient();
  const [rule, setRule] = useState(saved);
  const ask = useMutation({
    mutationFn: (dry_run: boolean) =>
      dry_run ? apiSend<HouseholdRun>("POST", `${path}/dry-run`, rule) : apiSend<HouseholdRun>("PUT", path, rule),
    onSuccess: (_, dry_run) => {
      if (!dry_run) void client.invalidateQueries({ queryKey: [path] });
    },
  });
  const asked = ask.data?.id ?? last_run?.id;
  const run = useRun(asked).data ?? ask.data ?? last_run;
  const busy = run !== undefined && run !== null && (run.state === "waiting" || run.state === "running");
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {t("rule.lead")}
      </Text>
      <Fields rule={rule} onChange={setRule} />
      <Group gap="xs">
        <Button
          variant="default"
          leftSection={<FlaskConical size={15} />}
          loading={ask.isPending && ask.variables}
          disabled={busy}
          onClick={() => ask.mutate(true)}
        >
          {t("rule.try")}
        </Button>
        <Button loading={ask.isPending && !ask.variables} disabled={busy} onClick={() => ask.mutate(false)}>
          {t("rule.save")}
        </Button>
      </Group>
      {ask.error !== null && <ErrorState error={ask.error} />}
      {run !== undefined && run !== null && <RunState run={run} />}
    </Stack>
  );
}

export function HouseholdDrawer({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation("accounts");
  const { data, error, refetch } = useApi<Households>(path, {}, { enabled: opened, staleTime: 0 });
  return (
    <SideDrawer opened={opened} title={t("rule.title")} onClose={onClose}>
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton height={320} radius="md" />}
      {data !== undefined && <Rule saved={data.rule} last_run={data.last_run} />}
    </SideDrawer>
  );
}
