// How the classes are made, in words and with the cuts in force.

import { Badge, Group, Stack, Text } from "@mantine/core";
import { Star } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { XyzForm } from "#contract";
import { Card } from "../../ui/card.tsx";
import { useFormat } from "../../ui/format.ts";
import { useSearchState } from "../../ui/search.ts";
import { cutsOf, formOf, grainOf, usualCuts } from "./classes.ts";

function Part({
  title,
  mark,
  children,
}: {
  readonly title: string;
  readonly mark?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <div>
      <Group gap={6} mb={2}>
        <Text size="sm" fw={600}>
          {title}
        </Text>
        {mark}
      </Group>
      <Text size="sm" c="dimmed">
        {children}
      </Text>
    </div>
  );
}

export function Definition() {
  const { t } = useTranslation("classes");
  const format = useFormat();
  const [search] = useSearchState();
  const form = formOf(search);
  const cuts = cutsOf(search);
  const grain = t(`grain_${grainOf(search)}`).toLowerCase();
  const xyzOf = (of: XyzForm) => (of === form ? cuts : usualCuts(of));
  const share = (value: number) => format.share(value, Number.isInteger(Math.round(value * 1000) / 10) ? 0 : 1);
  const shown = (of: XyzForm) =>
    of === form ? (
      <Badge size="xs" variant="light" tt="none">
        {t("shown")}
      </Badge>
    ) : undefined;
  return (
    <Card title={t("definition")}>
      <Stack gap="sm">
        <Part title={t("abc_title")}>{t("abc_text", { a: share(cuts.abc_a), b: share(cuts.abc_b) })}</Part>
        <Part title={t("frequency_title")} mark={shown("frequency")}>
          {t("frequency_text", { x: share(xyzOf("frequency").xyz_x), y: share(xyzOf("frequency").xyz_y) })}
        </Part>
        <Part title={t("variation_title")} mark={shown("variation")}>
          {t("variation_text", {
            grain,
            x: format.count(xyzOf("variation").xyz_x),
            y: format.count(xyzOf("variation").xyz_y),
          })}
        </Part>
        <Part title={t("golden_title")} mark={<Star size={13} fill="currentColor" aria-hidden />}>
          {t("golden_text")}
        </Part>
      </Stack>
    </Card>
  );
}
