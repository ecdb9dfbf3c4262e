// What the daily classes are as of: the line below a title, and what to say before there are any.
import { Text } from "@mantine/core";
import { Layers } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ClassRun } from "#contract";
import { Card } from "./card.tsx";
import { EmptyState } from "./empty-state.tsx";
import { useFormat } from "./format.ts";
import { PageLink } from "./link.tsx";

/** "As of 21 Nov 2026": nothing before the first computation. */
export function AsOf({ run }: { readonly run: ClassRun }) {
  const { t } = useTranslation("ui");
  const format = useFormat();
  if (run === null) return null;
  return <>{t("classes.as_of", { day: format.day(run.day), customers: format.count(run.customers) })}</>;
}

/** Before the first computation: where classes come from. */
export function NoClasses() {
  const { t } = useTranslation("ui");
  return (
    <Card>
      <EmptyState icon={Layers} title={t("classes.none")} text={t("classes.none_hint")}>
        <PageLink to="/import">{t("classes.import")}</PageLink>
      </EmptyState>
    </Card>
  );
}

/** How classes stay calm, for the foot of each page about them. */
export function CalmNote() {
  const { t } = useTranslation("ui");
  return (
    <Text size="sm" c="dimmed">
      {t("classes.calm")}
    </Text>
  );
}
