// Each source: how much of what it sends is approved, and what becomes of what departs from that.
import { Button, SegmentedControl, Text } from "@mantine/core";
import { CheckCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { PlanSource } from "#contract";
import { Card } from "../../ui/card.tsx";
import { useFormat } from "../../ui/format.ts";
import classes from "./plan.module.css";
import type { PlanChange } from "./plan.ts";

interface SourcesCardProps {
  readonly sources: readonly PlanSource[];
  /** Sources of which something is not approved yet. */
  readonly fresh: ReadonlySet<string>;
  readonly change: PlanChange;
}

function SourceRow({ row, fresh, change }: { row: PlanSource; fresh: boolean; change: PlanChange }) {
  const { t } = useTranslation("plan");
  const format = useFormat();
  const { source, policy, events, approved, too_many_names } = row;
  const path = `sources/${encodeURIComponent(source)}/approve`;
  return (
    <div className={classes.source}>
      <div className={classes.name}>
        <Text fw={600} style={{ overflowWrap: "anywhere" }}>
          {source}
        </Text>
        <Text size="xs" c="dimmed" className="k-number">
          {t("approved_of", { approved: format.count(approved), count: events, events: format.count(events) })}
        </Text>
        {too_many_names && (
          <Text size="xs" c="var(--k-warn)">
            {t("too_many_events")}
          </Text>
        )}
      </div>
      <SegmentedControl
        size="xs"
        aria-label={t("policy.label", { source })}
        value={policy}
        onChange={(value) => change.policy(source, value)}
        data={(["accept", "flag", "dead_letter"] as const).map((value) => ({ value, label: t(`policy.${value}`) }))}
      />
      <Button
        size="xs"
        variant="default"
        leftSection={<CheckCheck size={14} />}
        disabled={!fresh}
        loading={change.pending === path}
        onClick={() => change.approveSource(source)}
        aria-label={t("approve_all_of", { source })}
      >
        {t("approve_all")}
      </Button>
    </div>
  );
}

export function SourcesCard({ sources, fresh, change }: SourcesCardProps) {
  const { t } = useTranslation("plan");
  return (
    <Card title={t("sources.title")} subtitle={t("sources.text")}>
      {sources.map((row) => (
        <SourceRow key={row.source} row={row} fresh={fresh.has(row.source)} change={change} />
      ))}
    </Card>
  );
}
