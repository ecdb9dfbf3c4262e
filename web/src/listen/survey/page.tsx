// One survey: its words with a preview, its state, its link, and what came back.
import { Button, Group, Skeleton, Stack } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Survey } from "#contract";
import { useApi } from "../../ui/api.ts";
import { Confirm } from "../../ui/confirm.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { PageLink } from "../../ui/link.tsx";
import { useMay } from "../../ui/me.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { usePageRemoval } from "../../ui/removal.ts";
import { StateMark } from "../surveys/state-mark.tsx";
import { surveys_path } from "../surveys/surveys.ts";
import { LinkCard } from "./link-card.tsx";
import { ResultsCard } from "./results-card.tsx";
import { TextsCard, useChange } from "./texts-card.tsx";

function Actions({ survey }: { readonly survey: Survey }) {
  const { t } = useTranslation("survey");
  const [asked, setAsked] = useState(false);
  const change = useChange(survey.id);
  const removal = usePageRemoval(`${surveys_path}/${survey.id}`, "/surveys");
  const next = survey.state === "open" ? "closed" : "open";
  return (
    <>
      <Button
        variant={next === "open" ? "filled" : "default"}
        loading={change.isPending}
        onClick={() => change.mutate({ state: next })}
      >
        {t(survey.state === "closed" ? "do.reopen" : `do.${next}`)}
      </Button>
      <Button variant="default" leftSection={<Trash2 size={15} />} onClick={() => setAsked(true)}>
        {t("do.remove")}
      </Button>
      {change.error !== null && <ErrorState error={change.error} />}
      <Confirm
        opened={asked}
        title={t("remove.title")}
        text={t("remove.text", { name: survey.name })}
        yes={t("remove.yes")}
        keep={t("remove.keep")}
        {...removal}
        onClose={() => setAsked(false)}
      />
    </>
  );
}

export default function SurveyPage() {
  const { t } = useTranslation(["survey", "surveys", "metric", "consent"]);
  const { id = "" } = useParams({ strict: false });
  const may = useMay("marketer");
  const survey = useApi<Survey>(`${surveys_path}/${encodeURIComponent(id)}`, {}, { placeholderData: () => undefined });
  const { data } = survey;
  return (
    <>
      <PageLink to="/surveys">{t("back")}</PageLink>
      <PageHead
        title={data?.name ?? t("title")}
        subtitle={
          data !== undefined && (
            <Group gap="sm" component="span">
              {`${t(`kind.${data.kind}`, { ns: "surveys" })} · ${data.scores[0]}–${data.scale}`}
              <StateMark state={data.state} />
            </Group>
          )
        }
      >
        {data !== undefined && may && <Actions survey={data} />}
      </PageHead>
      {survey.error !== null && <ErrorState error={survey.error} onRetry={() => void survey.refetch()} />}
      {survey.isPending && <Skeleton height={360} radius="lg" />}
      {data !== undefined && (
        <Stack gap="sm">
          <TextsCard key={data.id} survey={data} />
          <LinkCard survey={data} />
          <ResultsCard survey={data} />
        </Stack>
      )}
    </>
  );
}
