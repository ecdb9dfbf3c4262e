// Definitions: all that is set up here as YAML, and files that are held against it, shown as a plan and applied.
import { Button, Group, Stack, Switch, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { DefinitionFile, DefinitionsApplied, DefinitionsPlan } from "#contract";
import { apiSend, apiUrl } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useMay } from "../../ui/me.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { FilesField } from "./files-field.tsx";
import { KindsCard } from "./kinds-card.tsx";
import { Applied, PlanView } from "./plan-view.tsx";

const path = "/api/v1/definitions";

/** Where a file with some kinds, or with all, is downloaded; editors find its schema here. */
function yamlUrl(kinds?: string): string {
  return apiUrl(`${path}.yaml`, { kinds, schema: `${window.location.origin}${path}.schema.json` });
}

/** Files, the plan that they make, and applying it. Whatever changes takes the plan back. */
function useFiles() {
  const client = useQueryClient();
  const [files, setFiles] = useState<readonly DefinitionFile[]>([]);
  const [prune, setPrune] = useState(false);
  const plan = useMutation({
    mutationFn: () => apiSend<DefinitionsPlan>("POST", `${path}/plan`, { files, prune }),
  });
  const apply = useMutation({
    mutationFn: (id: string) => apiSend<DefinitionsApplied>("POST", path, { files, prune, plan: id }),
    // What was set up stands on every page.
    onSuccess: () => client.invalidateQueries(),
  });
  const reset = () => {
    plan.reset();
    apply.reset();
  };
  return {
    ...{ files, prune, plan, apply },
    look() {
      apply.reset();
      plan.mutate();
    },
    choose(chosen: readonly DefinitionFile[]) {
      reset();
      setFiles(chosen);
    },
    setPrune(wanted: boolean) {
      reset();
      setPrune(wanted);
    },
  };
}

function Outcome({ plan, apply }: Pick<ReturnType<typeof useFiles>, "plan" | "apply">) {
  const { t } = useTranslation("definitions");
  const may = useMay("admin");
  if (apply.data !== undefined) return <Applied answer={apply.data} />;
  if (plan.data === undefined) return null;
  const { id, changes } = plan.data;
  return (
    <Card title={t("plan.title")}>
      <Stack gap="md">
        <PlanView plan={plan.data} />
        {apply.error !== null && <ErrorState error={apply.error} />}
        {changes.length > 0 && (
          <Group justify="flex-end">
            {!may && (
              <Text size="sm" c="dimmed">
                {t("plan.admin")}
              </Text>
            )}
            <Button disabled={!may} loading={apply.isPending} onClick={() => apply.mutate(id)}>
              {t("plan.apply", { count: changes.length })}
            </Button>
          </Group>
        )}
      </Stack>
    </Card>
  );
}

export default function DefinitionsPage() {
  const { t } = useTranslation("definitions");
  const { files, prune, plan, apply, look, choose, setPrune } = useFiles();
  return (
    <>
      <PageHead title={t("title")} subtitle={t("lead")}>
        <Button component="a" href={yamlUrl()} leftSection={<Download size={16} />} variant="default">
          {t("download")}
        </Button>
      </PageHead>
      <Stack gap="md">
        <Card title={t("files.title")} subtitle={t("files.text")}>
          <Stack gap="sm">
            <FilesField files={files} onChange={choose} />
            <Group justify="space-between" gap="sm">
              <Switch
                label={t("files.prune")}
                description={t("files.prune_hint")}
                checked={prune}
                onChange={(event) => setPrune(event.currentTarget.checked)}
                maw={520}
              />
              <Button disabled={files.length === 0} loading={plan.isPending} onClick={look}>
                {t("files.plan")}
              </Button>
            </Group>
            {plan.error !== null && <ErrorState error={plan.error} />}
          </Stack>
        </Card>
        <Outcome plan={plan} apply={apply} />
        <KindsCard urlOf={yamlUrl} />
      </Stack>
    </>
  );
}
