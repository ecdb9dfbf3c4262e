// What became of an event, by sign, color and word.
import { Group, Text } from "@mantine/core";
import { CircleCheck, CircleSlash, CircleX } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { LiveOutcome } from "#contract";
import classes from "./live.module.css";

const signs = {
  accepted: { icon: CircleCheck, color: "var(--k-good)" },
  refused: { icon: CircleX, color: "var(--k-bad)" },
  dropped: { icon: CircleSlash, color: "var(--k-warn)" },
} as const;

interface OutcomeMarkProps {
  readonly outcome: LiveOutcome;
  /** A narrow screen shows the sign; the word is there for who listens. */
  readonly brief?: boolean;
}

export function OutcomeMark({ outcome, brief = false }: OutcomeMarkProps) {
  const { t } = useTranslation("live");
  const { icon: Icon, color } = signs[outcome];
  return (
    <Group gap={5} wrap="nowrap" c={color}>
      <Icon size={14} aria-hidden />
      <Text span size="sm" className={brief ? (classes.word ?? "") : ""}>
        {t(`outcome.${outcome}`)}
      </Text>
    </Group>
  );
}
