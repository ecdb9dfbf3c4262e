// The state of an event or a property by sign, color and word.
import { Group, Text } from "@mantine/core";
import { CircleCheck, EyeOff, Sparkles } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { PlanState } from "#contract";

const signs = {
  new: { icon: Sparkles, color: "var(--k-warn)" },
  approved: { icon: CircleCheck, color: "var(--k-good)" },
  ignored: { icon: EyeOff, color: "var(--k-muted)" },
} as const;

export function StateMark({ state }: { readonly state: PlanState }) {
  const { t } = useTranslation("plan");
  const { icon: Icon, color } = signs[state];
  return (
    <Group gap={5} wrap="nowrap" c={color}>
      <Icon size={14} aria-hidden />
      <Text span size="sm">
        {t(`state.${state}`)}
      </Text>
    </Group>
  );
}
