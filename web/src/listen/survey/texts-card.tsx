// A survey's words, language by language, with what the customer will see beside them.
import { Button, Group, SegmentedControl, Stack, Switch, Text, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Survey, SurveyChange, SurveyTexts } from "#contract";
import { apiSend } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { type Language, languages } from "../../ui/i18n.ts";
import { useMay } from "../../ui/me.ts";
import { renew } from "../../ui/renew.ts";
import form from "../../ui/side-form.module.css";
import { surveys_path } from "../surveys/surveys.ts";
import { Preview } from "./preview.tsx";

type Draft = Required<Pick<SurveyChange, "name" | "texts" | "anonymous">>;

const fields = ["question", "low", "high", "follow_up", "thanks"] as const satisfies readonly (keyof SurveyTexts)[];
const longest = { question: 500, low: 80, high: 80, follow_up: 500, thanks: 500 } as const;

/** Sends what changed of a survey. */
export function useChange(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: SurveyChange) => apiSend<Survey>("PATCH", `${surveys_path}/${id}`, change),
    onSuccess: (survey) => {
      client.setQueryData([`${surveys_path}/${id}`, {}], survey);
      void renew(client, surveys_path);
    },
  });
}

interface WordsProps {
  readonly texts: SurveyTexts;
  readonly disabled: boolean;
  readonly onChange: (texts: SurveyTexts) => void;
}

function Words({ texts, disabled, onChange }: WordsProps) {
  const { t } = useTranslation("survey");
  return fields.map((field) => (
    <Textarea
      key={field}
      label={t(`field.${field}`)}
      {...(field === "follow_up" ? { description: t("field.follow_up_hint") } : {})}
      value={texts[field]}
      maxLength={longest[field]}
      disabled={disabled}
      autosize
      minRows={1}
      onChange={({ currentTarget: { value } }) => onChange({ ...texts, [field]: value })}
    />
  ));
}

export function TextsCard({ survey }: { readonly survey: Survey }) {
  const { t, i18n } = useTranslation("survey");
  const may = useMay("marketer");
  const [language, setLanguage] = useState<Language>(languages.find(({ id }) => id === i18n.language)?.id ?? "en");
  const { name, texts, anonymous, kind } = survey;
  const [draft, setDraft] = useState<Draft>({ name, texts, anonymous });
  const change = (patch: Partial<Draft>) => setDraft((now) => ({ ...now, ...patch }));
  const send = useChange(survey.id);
  const changed = JSON.stringify(draft) !== JSON.stringify({ name, texts, anonymous });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send.mutate({ ...draft, name: draft.name.trim() });
  };
  return (
    <div className={form.layout}>
      <Card title={t("texts.title")} subtitle={t("texts.hint")}>
        <form onSubmit={submit}>
          <Stack gap="sm">
            <TextInput
              label={t("field.name")}
              value={draft.name}
              maxLength={120}
              disabled={!may}
              onChange={({ currentTarget: { value } }) => change({ name: value })}
            />
            <SegmentedControl
              fullWidth
              aria-label={t("language")}
              value={language}
              data={languages.map(({ id, name: label }) => ({ value: id, label }))}
              onChange={(next) => setLanguage(languages.find(({ id }) => id === next)?.id ?? "en")}
            />
            <Words
              texts={draft.texts[language]}
              disabled={!may}
              onChange={(words) => change({ texts: { ...draft.texts, [language]: words } })}
            />
            <Switch
              label={t("field.anonymous")}
              description={kind === "enps" ? t("field.anonymous_team") : t("field.anonymous_hint")}
              checked={draft.anonymous}
              disabled={!may || kind === "enps"}
              onChange={({ currentTarget: { checked } }) => change({ anonymous: checked })}
            />
            {send.error !== null && <ErrorState error={send.error} />}
            {may && (
              <Group justify="flex-end">
                <Text size="sm" c="dimmed" role="status">
                  {!changed && send.isSuccess ? t("saved") : ""}
                </Text>
                <Button type="submit" loading={send.isPending} disabled={!changed || draft.name.trim() === ""}>
                  {t("save")}
                </Button>
              </Group>
            )}
          </Stack>
        </form>
      </Card>
      <div className={form.beside}>
        <Preview texts={draft.texts[language]} scores={survey.scores} language={language} />
      </div>
    </div>
  );
}
