// What came back to a survey: the score with its interval, answers by score, the last comments.
import { Group, SimpleGrid, Skeleton, Stack, Text } from "@mantine/core";
import { Inbox, Lock } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Survey, SurveyResults } from "#contract";
import { useApi, useMetrics, useWorkspace } from "../../ui/api.ts";
import { BarList } from "../../ui/bar-list.tsx";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { PageLink } from "../../ui/link.tsx";
import { useMetricName } from "../../ui/metric-name.ts";
import { results_path } from "../surveys/surveys.ts";

function Score({ results }: { readonly results: SurveyResults }) {
  const { t } = useTranslation("survey");
  const format = useFormat();
  const nameOf = useMetricName();
  const definition = useMetrics().data?.find(({ id }) => id === results.metric);
  const { value, low, high } = results.score;
  const text = (figure: number | null) => format.value(figure, definition?.unit ?? "score", "");
  return (
    <Group gap="xl" align="flex-end">
      <div>
        <Text size="xs" c="dimmed">
          <PageLink to={`/metrics/${results.metric}`} search={{ by: "survey" }}>
            {nameOf(results.metric, definition?.name ?? results.metric)}
          </PageLink>
        </Text>
        <Text className="k-number" fz={28} fw={650} lh={1.2} data-score>
          {text(value)}
        </Text>
        {low !== null && high !== null && (
          <Text size="xs" c="dimmed" className="k-number">
            {t("results.interval", { low: text(low), high: text(high) })}
          </Text>
        )}
      </div>
      <div>
        <Text size="xs" c="dimmed">
          {t("results.answers")}
        </Text>
        <Text className="k-number" fz={28} fw={650} lh={1.2} data-answers>
          {format.count(results.answers)}
        </Text>
        <Text size="xs" c="dimmed">
          {t("results.all_time")}
        </Text>
      </div>
    </Group>
  );
}

function Comments({ comments }: Pick<SurveyResults, "comments">) {
  const { t } = useTranslation("survey");
  const format = useFormat();
  const time_zone = useWorkspace().data?.time_zone ?? "UTC";
  return (
    <Stack gap="sm" component="ul" m={0} p={0} style={{ listStyle: "none" }} aria-label={t("results.comments")}>
      {comments.map(({ id, text, score, said_at, customer_id }) => (
        <li key={id}>
          <Text size="sm" style={{ overflowWrap: "anywhere" }}>
            {score !== null && <b className="k-number">{score} · </b>}
            {text}
          </Text>
          {said_at !== null && customer_id !== null && (
            <Text size="xs" c="dimmed">
              <PageLink to={`/customers/${customer_id}`}>{format.instant(said_at, time_zone)}</PageLink>
            </Text>
          )}
        </li>
      ))}
    </Stack>
  );
}

function Shown({ survey, results }: { readonly survey: Survey; readonly results: SurveyResults }) {
  const { t } = useTranslation("survey");
  const format = useFormat();
  const given = new Map(results.by_score?.map(({ score, answers }) => [score, answers]));
  const bars = survey.scores.toReversed().map((score) => {
    const answers = given.get(score) ?? 0;
    const share = results.answers === 0 ? null : answers / results.answers;
    return {
      key: String(score),
      name: String(score),
      value: answers,
      text: format.count(answers),
      note: format.share(share),
    };
  });
  return (
    <Stack gap="lg">
      <Score results={results} />
      <SimpleGrid cols={{ base: 1, md: results.comments.length > 0 ? 2 : 1 }} spacing="xl">
        {results.by_score === null ? (
          <EmptyState icon={Lock} title={t("results.few")} text={t("results.few_text")} />
        ) : (
          <BarList label={t("results.by_score")} bars={bars} />
        )}
        {results.comments.length > 0 && (
          <div>
            <Text fw={600} size="sm" mb="xs">
              {t("results.comments")}
            </Text>
            <Comments comments={results.comments} />
          </div>
        )}
      </SimpleGrid>
    </Stack>
  );
}

export function ResultsCard({ survey }: { readonly survey: Survey }) {
  const { t } = useTranslation("survey");
  const results = useApi<SurveyResults>(`${results_path}/${survey.id}`);
  return (
    <Card title={t("results.title")} subtitle={t("results.hint")}>
      {results.error !== null && <ErrorState error={results.error} onRetry={() => void results.refetch()} />}
      {results.isPending && <Skeleton height={200} />}
      {results.data?.answers === 0 && (
        <EmptyState icon={Inbox} title={t("results.none")} text={t(`results.none_${survey.state}`)} />
      )}
      {results.data !== undefined && results.data.answers > 0 && <Shown survey={survey} results={results.data} />}
    </Card>
  );
}
