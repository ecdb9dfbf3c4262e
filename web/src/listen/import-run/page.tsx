// One import: how far it is, and what came of it. Survives a reload, since the state is the server's.

import { Alert, Button, Group, Skeleton, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Download, FileX, TriangleAlert } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { ImportState } from "#contract";
import { ApiError, apiSend, useApi } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { PageLink } from "../../ui/link.tsx";
import { PageButton } from "../../ui/page-button.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { nameOf, searchOf } from "../import/location.ts";
import { Rejections } from "../import/rejections.tsx";
import { StateMark } from "../import/state-mark.tsx";
import { Steps } from "../import/steps.tsx";
import { Figures } from "./figures.tsx";
import { Running } from "./running.tsx";

/** Whether the server still works on it. */
function isOpen(state: ImportState["state"] | undefined): boolean {
  return state === "waiting" || state === "running";
}

function useImport(id: string) {
  const client = useQueryClient();
  const answer = useApi<ImportState>(
    `/api/v1/imports/${encodeURIComponent(id)}`,
    {},
    { refetchInterval: (query) => (isOpen(query.state.data?.state) ? 500 : false), placeholderData: () => undefined },
  );
  const state = answer.data?.state;
  // All other numbers may have changed.
  useEffect(() => {
    if (state !== undefined && !isOpen(state))
      void client.invalidateQueries({
        predicate: ({ queryKey }) => !String(queryKey[0]).startsWith("/api/v1/imports/"),
      });
  }, [state, client]);
  return answer;
}

/** Why it failed: in the reader's words where the catalogue knows the code, else the server's own. */
function Failure({ error }: { readonly error: NonNullable<ImportState["error"]> }) {
  const { t, i18n } = useTranslation("import");
  return (
    <Alert
      color="red"
      variant="outline"
      icon={<TriangleAlert size={18} />}
      title={t("run.why_failed")}
      role="alert"
      bg="var(--k-card)"
    >
      {i18n.exists(`ui:error.${error.code}`) ? t(`ui:error.${error.code}`) : error.message}
    </Alert>
  );
}

function Outcome({ state }: { readonly state: ImportState }) {
  const { t } = useTranslation("import");
  const ended = state.state === "done";
  const dead_letters = `/api/v1/imports/${state.id}/dead-letters.csv`;
  return (
    <>
      {state.error !== null && <Failure error={state.error} />}
      <Card title={<StateMark state={state.state} />}>
        <Figures state={state} />
        {(state.state === "failed" || state.state === "cancelled") && (
          <Text size="sm" mt="sm">
            {t(state.state === "failed" ? "run.failed_hint" : "run.cancelled")}
          </Text>
        )}
      </Card>
      {state.rows_rejected > 0 && (
        <Card
          title={t("rejections.title")}
          subtitle={t("run.download_hint")}
          actions={
            <Button
              component="a"
              variant="default"
              size="xs"
              leftSection={<Download size={14} />}
              href={dead_letters}
              download
            >
              {t("run.download")}
            </Button>
          }
        >
          <Rejections rejections={state.rejections} />
        </Card>
      )}
      <Group gap="xs">
        {ended ? (
          <Button renderRoot={(props) => <Link to="/" {...props} />}>{t("run.overview")}</Button>
        ) : (
          <PageButton to="/import" search={{ ...searchOf(state.location, "preview") }}>
            {t("run.again")}
          </PageButton>
        )}
        <Button variant="default" renderRoot={(props) => <Link to="/customers" {...props} />}>
          {t("run.customers")}
        </Button>
        <Button variant="default" renderRoot={(props) => <Link to="/import" {...props} />}>
          {t("run.another")}
        </Button>
      </Group>
    </>
  );
}

export default function ImportRun() {
  const { t } = useTranslation("import");
  const { id = "" } = useParams({ strict: false });
  const answer = useImport(id);
  const state = answer.data;
  const cancel = useMutation({
    mutationFn: () => apiSend<ImportState>("POST", `/api/v1/imports/${encodeURIComponent(id)}/cancel`),
    onSettled: () => answer.refetch(),
  });
  const missing = answer.error instanceof ApiError && answer.error.status === 404;
  return (
    <>
      <PageHead
        title={state === undefined ? t("title") : t(`run.title_${state.state}`, { name: nameOf(state.location) })}
      />
      <Steps now="import" />
      <Stack gap="sm">
        {missing && (
          <Card>
            <EmptyState icon={FileX} title={t("run.missing")}>
              <PageLink to="/import">{t("title")}</PageLink>
            </EmptyState>
          </Card>
        )}
        {answer.isError && !missing && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
        {answer.isPending && <Skeleton height={200} radius="lg" />}
        {cancel.isError && <ErrorState error={cancel.error} />}
        {state !== undefined &&
          (isOpen(state.state) ? (
            <Running state={state} cancelling={cancel.isPending} onCancel={() => cancel.mutate()} />
          ) : (
            <Outcome state={state} />
          ))}
      </Stack>
    </>
  );
}
