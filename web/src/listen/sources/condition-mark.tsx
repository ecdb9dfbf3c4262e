// How a source fares by sign, color and word.
import { Box, Text } from "@mantine/core";
import { CircleCheck, CircleX, Clock, Hourglass, MoonStar, PowerOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { SourceCondition } from "#contract";

const signs = {
  off: { icon: PowerOff, color: "var(--k-muted)" },
  waiting: { icon: Hourglass, color: "var(--k-muted)" },
  live: { icon: CircleCheck, color: "var(--k-good)" },
  quiet: { icon: Clock, color: "var(--k-text)" },
  silent: { icon: MoonStar, color: "var(--k-warn)" },
  refused: { icon: CircleX, color: "var(--k-bad)" },
} as const;

export function ConditionMark({ condition }: { readonly condition: SourceCondition }) {
  const { t } = useTranslation("sources");
  const { icon: Icon, color } = signs[condition];
  return (
    <Box
      component="span"
      c={color}
      style={{ display: "inline-flex", alignItems: "center", gap: 5 }}
      data-condition={condition}
    >
      <Icon size={14} aria-hidden />
      <Text span size="sm" style={{ whiteSpace: "nowrap" }}>
        {t(`condition.${condition}`)}
      </Text>
    </Box>
  );
}
