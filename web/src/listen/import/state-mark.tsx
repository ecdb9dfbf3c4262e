// The state of an import by sign, color and word.

import { Group, Text } from "@mantine/core";
import { Ban, CircleCheck, CircleX, Clock, LoaderCircle } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ImportState } from "#contract";

const signs = {
  waiting: { icon: Clock, color: "var(--k-muted)" },
  running: { icon: LoaderCircle, color: "var(--k-accent)" },
  done: { icon: CircleCheck, color: "var(--k-good)" },
  cancelled: { icon: Ban, color: "var(--k-warn)" },
  failed: { icon: CircleX, color: "var(--k-bad)" },
} as const;

export function StateMark({ state }: { readonly state: ImportState["state"] }) {
  const { t } = useTranslation("import");
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
