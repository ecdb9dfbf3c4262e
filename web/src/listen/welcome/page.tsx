// Welcome: what Kompas does, and the two ways to begin.
import { Button, Group, Skeleton, Stack, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useWorkspace } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { Loop } from "./loop.tsx";
import { SampleChoice } from "./sample-choice.tsx";
import classes from "./welcome.module.css";
import { WorkspaceForm } from "./workspace-form.tsx";

export default function Welcome() {
  const { t } = useTranslation("welcome");
  const navigate = useNavigate();
  const workspace = useWorkspace();
  return (
    <div className={classes.page}>
      <PageHead title={t("title")} subtitle={t("lead")} />
      <Stack gap="sm">
        <Card>
          <Loop />
        </Card>
        <div className={classes.choices}>
          <SampleChoice />
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
        </div>
        {workspace.isPending && <Skeleton height={180} radius="lg" />}
        {workspace.isError && <ErrorState error={workspace.error} onRetry={() => void workspace.refetch()} />}
        {workspace.data !== undefined && <WorkspaceForm workspace={workspace.data} />}
      </Stack>
    </div>
  );
}
