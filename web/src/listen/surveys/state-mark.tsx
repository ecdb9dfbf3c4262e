// What state a survey is in, by sign, color and word.
import { Group, Text } from "@mantine/core";
import { CircleCheck, CircleStop, PencilLine } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { SurveyState } from "#contract";

const signs = {
  draft: { icon: PencilLine, color: "var(--k-muted)" },
  open: { icon: CircleCheck, color: "var(--k-good)" },
  closed: { icon: CircleStop, color: "var(--k-muted)" },
} as const;

export function StateMark({ state }: { readonly state: SurveyState }) {
  const { t } = useTranslation("surveys");
  const { icon: Icon, color } = signs[state];
  return (
    <Group gap={5} wrap="nowrap" c={color} component="span">
      <Icon size={14} aria-hidden />
      <Text span size="sm">
        {t(`state.${state}`)}
      </Text>
    </Group>
  );
}
