// What a customer will see on a phone, as it is being written.
import { Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { SurveyTexts } from "#contract";
import { Card } from "../../ui/card.tsx";
import type { Language } from "../../ui/i18n.ts";
import { Question } from "../answer/question.tsx";

interface PreviewProps {
  readonly texts: SurveyTexts;
  readonly scores: readonly number[];
  readonly language: Language;
}

export function Preview({ texts, scores, language }: PreviewProps) {
  const { t } = useTranslation("survey");
  const [score, setScore] = useState<number | null>(null);
  const [comment, setComment] = useState("");
  return (
    <Card title={t("preview.title")} subtitle={t("preview.hint")}>
      <div lang={language} data-preview style={{ maxWidth: 390, margin: "0 auto" }}>
        {texts.question.trim() === "" ? (
          <Text size="sm" c="dimmed" lang={undefined}>
            {t("preview.none")}
          </Text>
        ) : (
          <Question
            texts={texts}
            scores={scores}
            score={score}
            comment={comment}
            onScore={setScore}
            onComment={setComment}
          />
        )}
        {score !== null && texts.thanks !== "" && (
          <Text size="sm" c="dimmed" mt="md" ta="center">
            {texts.thanks}
          </Text>
        )}
      </div>
    </Card>
  );
}
