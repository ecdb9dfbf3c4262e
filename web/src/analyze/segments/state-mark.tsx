// What state a segment is in, by sign, color and word.
import { Group, Text } from "@mantine/core";
import { CircleCheck, CircleX, LoaderCircle } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { SegmentState } from "#contract";

const signs = {
  live: { icon: CircleCheck, color: "var(--k-good)" },
  computing: { icon: LoaderCircle, color: "var(--k-warn)" },
  failed: { icon: CircleX, color: "var(--k-bad)" },
} as const;

export function StateMark({ state }: { readonly state: SegmentState }) {
  const { t } = useTranslation("segments");
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
