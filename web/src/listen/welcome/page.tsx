// Welcome: what Kompas does, and the ways to begin, as far as the reader's role lets them.
import { Button, Group, Skeleton, Stack, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { Hourglass } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useWorkspace } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useMay } from "../../ui/me.ts";
import { PageButton } from "../../ui/page-button.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { isUnderWay, useSimulation } from "../simulation/simulation.ts";
import { CompanyChoice } from "./company-choice.tsx";
import { Loop } from "./loop.tsx";
import { SampleChoice } from "./sample-choice.tsx";
import classes from "./welcome.module.css";
import { WorkspaceForm } from "./workspace-form.tsx";

function ImportChoice() {
  const { t } = useTranslation("welcome");
  const navigate = useNavigate();
  return (
    <Card title={t("import.title")}>
      <div className={classes.choice}>
        <Text size="sm">{t("import.text")}</Text>
        <Group>
          <Button variant="default" onClick={() => void navigate({ to: "/import", search: {} })}>
            {t("import.button")}
          </Button>
        </Group>
        <Text size="xs" c="dimmed">
          {t("import.time")}
        </Text>
      </div>
    </Card>
  );
}

function TemplateChoice() {
  const { t } = useTranslation("welcome");
  return (
    <Card title={t("templates.title")}>
      <div className={classes.choice}>
        <Text size="sm">{t("templates.text")}</Text>
        <Group>
          <PageButton to="/templates" variant="default">
            {t("templates.button")}
          </PageButton>
        </Group>
        <Text size="xs" c="dimmed">
          {t("templates.time")}
        </Text>
      </div>
    </Card>
  );
}

function Settings() {
  const workspace = useWorkspace();
  if (workspace.isPending) return <Skeleton height={180} radius="lg" />;
  if (workspace.isError) return <ErrorState error={workspace.error} onRetry={() => void workspace.refetch()} />;
  return <WorkspaceForm workspace={workspace.data} />;
}

export default function Welcome() {
  const { t } = useTranslation("welcome");
  const may_import = useMay("analyst");
  // The sample brings its currency and time zone along, which are the admin's to set.
  const may_set = useMay("admin");
  // The company brings its currency along too: two would meet in one workspace.
  const simulating = isUnderWay(useSimulation());
  return (
    <div className={classes.page}>
      <PageHead title={t("title")} subtitle={t("lead")} />
      <Stack gap="sm">
        <Card>
          <Loop />
        </Card>
        {may_import ? (
          <div className={may_set ? classes.choices : ""}>
            {may_set && <SampleChoice disabled={simulating} />}
            {may_set && <CompanyChoice />}
            <ImportChoice />
            {may_set && <TemplateChoice />}
          </div>
        ) : (
          <Card>
            <EmptyState icon={Hourglass} title={t("wait.title")} text={t("wait.text")} />
          </Card>
        )}
        {may_set && !simulating && <Settings />}
      </Stack>
    </div>
  );
}
