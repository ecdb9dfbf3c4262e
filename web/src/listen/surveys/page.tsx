// Surveys: what is asked, whether it takes answers, and how many came back.
import { Button, Skeleton, Text } from "@mantine/core";
import { MessageCircleQuestionMark, Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Survey, SurveyCounts } from "#contract";
import { useWorkspace } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { PageLink } from "../../ui/link.tsx";
import { useMay } from "../../ui/me.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { useSearchState } from "../../ui/search.ts";
import { SideDrawer } from "../../ui/side-drawer.tsx";
import { CreateForm } from "./create-form.tsx";
import { StateMark } from "./state-mark.tsx";
import classes from "./surveys.module.css";
import { useSurveyCounts, useSurveys } from "./surveys.ts";

type Count = SurveyCounts["rows"][number];

function Row({ survey, count }: { readonly survey: Survey; readonly count: Count | undefined }) {
  const { t, i18n } = useTranslation("surveys");
  const format = useFormat();
  const time_zone = useWorkspace().data?.time_zone ?? "UTC";
  const { id, name, kind, texts, state } = survey;
  const answers = count?.answers ?? 0;
  const own = Object.entries(texts).find(([language]) => language === i18n.language)?.[1] ?? texts.en;
  return (
    <li className={classes.row} data-survey={id}>
      <div className={classes.what}>
        <PageLink to={`/surveys/${id}`}>
          <Text span fw={600}>
            {name}
          </Text>
        </PageLink>
        <Text size="sm" c="dimmed" lineClamp={2}>
          {own.question}
        </Text>
      </div>
      <Text size="sm">{t(`kind.${kind}`)}</Text>
      <div className="k-number">
        <Text size="sm" fw={600}>
          {t("answers", { count: answers, text: format.count(answers) })}
        </Text>
        {count !== undefined && (
          <Text size="xs" c="dimmed">
            {t("last_at", { time: format.instant(count.last_at, time_zone) })}
          </Text>
        )}
      </div>
      <StateMark state={state} />
    </li>
  );
}

function List({ rows }: { readonly rows: readonly Survey[] }) {
  const { t } = useTranslation("surveys");
  const counts = useSurveyCounts().data?.rows ?? [];
  const known = new Set(rows.map(({ id }) => id));
  const foreign = counts.filter(({ survey }) => !known.has(survey));
  return (
    <Card>
      {rows.length === 0 ? (
        <EmptyState icon={MessageCircleQuestionMark} title={t("empty.title")} text={t("empty.text")}>
          <PageLink to="/templates">{t("empty.templates")}</PageLink>
        </EmptyState>
      ) : (
        <ul className={classes.list} aria-label={t("title")}>
          {rows.map((survey) => (
            <Row key={survey.id} survey={survey} count={counts.find((each) => each.survey === survey.id)} />
          ))}
        </ul>
      )}
      {foreign.length > 0 && (
        <Text size="sm" c="dimmed" mt="sm" style={{ overflowWrap: "anywhere" }}>
          {t("foreign", { names: foreign.map(({ survey }) => survey).join(", ") })}
        </Text>
      )}
    </Card>
  );
}

export default function Surveys() {
  const { t } = useTranslation("surveys");
  const may = useMay("marketer");
  const [search, setSearch] = useSearchState();
  const surveys = useSurveys();
  return (
    <>
      <PageHead title={t("title")} subtitle={t("lead")}>
        {may && (
          <Button leftSection={<Plus size={16} />} onClick={() => setSearch({ add: "1" }, { push: true })}>
            {t("add")}
          </Button>
        )}
      </PageHead>
      {surveys.error !== null && <ErrorState error={surveys.error} onRetry={() => void surveys.refetch()} />}
      {surveys.isPending && <Skeleton height={240} radius="lg" />}
      {surveys.data !== undefined && <List rows={surveys.data.rows} />}
      <SideDrawer
        opened={search.add === "1"}
        title={t("create.title")}
        width_px={460}
        onClose={() => setSearch({ add: undefined })}
      >
        <CreateForm />
      </SideDrawer>
    </>
  );
}
