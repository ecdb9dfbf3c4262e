// Where a link to a survey leads: one tap, a comment for who likes, thanks.
import { Button, Group, Text, Title } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { CircleCheck, CloudOff, Link2Off, Lock, MessageCircleOff } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { LocalSurveyTexts, SurveyAnswer, SurveyForm } from "#contract";
import { ApiError, apiLeave, apiSend } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { languages, setLanguage } from "../../ui/i18n.ts";
import { Progress } from "../../ui/progress.tsx";
import { browserOf, hasAnswered, rememberAnswer } from "./browser.ts";
import { Question } from "./question.tsx";

const answers_path = "/api/v1/survey-answers";

/** Who answers what: a personal link, or this browser. */
interface Place {
  readonly survey: string;
  /** "" without a personal link. */
  readonly token: string;
}

const sentBy = ({ survey, token }: Place) =>
  token === "" ? { survey, browser: browserOf(survey) } : { survey, token };

const codeOf = (error: unknown) => (error instanceof ApiError ? error.code : "");

/** The reader's language where the survey has a question in it, else the first that it has. */
function useOffered(texts: LocalSurveyTexts) {
  const { i18n } = useTranslation();
  const offered = languages.filter(({ id }) => texts[id].question.trim() !== "");
  const chosen = offered.find(({ id }) => id === i18n.language) ?? offered[0] ?? languages[0];
  return { offered, language: chosen.id, said: texts[chosen.id] };
}

/**
 * The answer is sent once: by the button, or when the page is left with a score chosen, so that one tap is an answer and
 * the comment belongs to it.
 */
function useAnswer(place: Place, language: SurveyAnswer["language"], onDone: () => void) {
  const [score, setScore] = useState<number | null>(null);
  const [comment, setComment] = useState("");
  const send = useMutation({
    mutationFn: (answer: SurveyAnswer) => apiSend<null>("POST", answers_path, answer),
    onSuccess: onDone,
  });
  const answer = score === null ? undefined : { ...sentBy(place), score, text: comment, ...(language && { language }) };
  const waiting = send.isPending ? undefined : answer;
  useEffect(() => {
    const leave = () => {
      if (document.visibilityState !== "hidden" || waiting === undefined) return;
      apiLeave(answers_path, waiting);
      onDone();
    };
    document.addEventListener("visibilitychange", leave);
    return () => document.removeEventListener("visibilitychange", leave);
  }, [waiting, onDone]);
  return { score, setScore, comment, setComment, answer, send };
}

interface FormProps {
  readonly place: Place;
  readonly texts: LocalSurveyTexts;
  readonly scores: readonly number[];
  readonly onDone: () => void;
}

function Form({ place, texts, scores, onDone }: FormProps) {
  const { t } = useTranslation("answer");
  const { offered, language, said } = useOffered(texts);
  const { score, setScore, comment, setComment, answer, send } = useAnswer(place, language, onDone);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (answer !== undefined) send.mutate(answer);
      }}
    >
      <div lang={language}>
        <Question
          texts={said}
          scores={scores}
          score={score}
          comment={comment}
          onScore={setScore}
          onComment={setComment}
        />
      </div>
      <Text role="alert" size="sm" c="var(--k-bad)" mt={send.error === null ? 0 : "md"}>
        {send.error !== null && t(codeOf(send.error) === "survey_not_open" ? "closed.title" : "failed.send")}
      </Text>
      <Button type="submit" size="md" fullWidth mt="lg" loading={send.isPending} disabled={score === null}>
        {t("send")}
      </Button>
      {offered.length > 1 && (
        <Group justify="center" gap={4} mt="sm" component="nav" aria-label={t("language")}>
          {offered.map(({ id, name }) => (
            <Button
              key={id}
              variant="subtle"
              size="compact-sm"
              lang={id}
              aria-pressed={id === language}
              fw={id === language ? 700 : 400}
              onClick={() => void setLanguage(id)}
            >
              {name}
            </Button>
          ))}
        </Group>
      )}
    </form>
  );
}

function Thanks({ texts }: { readonly texts: LocalSurveyTexts }) {
  const { t } = useTranslation("answer");
  const { said, language } = useOffered(texts);
  return (
    <div role="status" lang={language}>
      <EmptyState icon={CircleCheck} title={said.thanks.trim() === "" ? t("thanks") : said.thanks} />
    </div>
  );
}

function Opened({ place, form }: { readonly place: Place; readonly form: SurveyForm }) {
  const { t } = useTranslation("answer");
  const [done, setDone] = useState(
    () => form.state === "answered" || (place.token === "" && hasAnswered(place.survey)),
  );
  const finish = () => {
    if (place.token === "") rememberAnswer(place.survey);
    setDone(true);
  };
  if (form.state === "link_needed")
    return <EmptyState icon={Lock} title={t("link_needed.title")} text={t("link_needed.text")} />;
  if (form.texts === null)
    return <EmptyState icon={MessageCircleOff} title={t("closed.title")} text={t("closed.text")} />;
  if (done) return <Thanks texts={form.texts} />;
  return <Form place={place} texts={form.texts} scores={form.scores} onDone={finish} />;
}

function Frame({ company, children }: { readonly company: string; readonly children: ReactNode }) {
  const { t } = useTranslation("answer");
  const title = company === "" ? t("title") : company;
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <div style={{ width: "100%", maxWidth: 620 }}>
      <Title order={1} fz="md" c="dimmed" mb="sm" ta="center" style={{ overflowWrap: "anywhere" }}>
        {title}
      </Title>
      <Card style={{ padding: "clamp(16px, 4vw, 28px)" }}>{children}</Card>
    </div>
  );
}

export default function AnswerPage() {
  const { t } = useTranslation("answer");
  const { id = "" } = useParams({ strict: false });
  const [token] = useState(() => location.hash.slice(1));
  const place = { survey: id, token };
  const form = useQuery({
    queryKey: ["survey-form", id, token],
    queryFn: ({ signal }) =>
      apiSend<SurveyForm>("POST", "/api/v1/survey-form", { survey: id, ...(token === "" ? {} : { token }) }, signal),
    // Once: what one is answering must not change under one's hands.
    staleTime: Number.POSITIVE_INFINITY,
  });
  const lost = ["unknown_survey", "link_invalid", "invalid"].includes(codeOf(form.error));
  return (
    <Frame company={form.data?.company ?? ""}>
      {form.isPending && <Progress />}
      {lost && <EmptyState icon={Link2Off} title={t("lost.title")} text={t("lost.text")} />}
      {form.error !== null && !lost && (
        <EmptyState icon={CloudOff} title={t("failed.title")} text={t("failed.text")}>
          <Button onClick={() => void form.refetch()}>{t("failed.again")}</Button>
        </EmptyState>
      )}
      {form.data !== undefined && <Opened place={place} form={form.data} />}
      {form.data?.texts === null && (
        <Text size="xs" c="dimmed" ta="center">
          {t("sorry")}
        </Text>
      )}
    </Frame>
  );
}
