// One segment in the list: name, what it says, size, movement, state.
import { Text } from "@mantine/core";
import { ArrowDownRight, ArrowUpRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Segment } from "#contract";
import { useSentence } from "../../ui/condition/sentence.tsx";
import { not_defined, useFormat } from "../../ui/format.ts";
import { PageLink } from "../../ui/link.tsx";
import classes from "./segments.module.css";
import { conditionOf } from "./segments.ts";
import { StateMark } from "./state-mark.tsx";

interface SegmentRowProps {
  readonly segment: Segment;
  /** Everybody there is. */
  readonly all: number;
}

export function SegmentRow({ segment, all }: SegmentRowProps) {
  const { t } = useTranslation("segments");
  const format = useFormat();
  const sentence = useSentence();
  const condition = conditionOf(segment);
  const { customers, entered, left } = segment;
  const share = customers === null || all === 0 ? null : customers / all;
  return (
    <li className={classes.row}>
      <div className={classes.what}>
        <PageLink to={`/segments/${segment.id}`}>
          <Text span fw={600}>
            {segment.name}
          </Text>
        </PageLink>
        <Text size="sm" c="dimmed" lineClamp={2}>
          {condition === null ? t("list_kind") : sentence(condition)}
        </Text>
      </div>
      <div className={classes.size}>
        <div className="k-number">
          <Text span fw={600}>
            {customers === null ? not_defined : t("customers", { count: customers, text: format.count(customers) })}
          </Text>
          {share !== null && (
            <Text span size="sm" c="dimmed">
              {" "}
              {format.share(share)}
            </Text>
          )}
        </div>
        <div className={classes.track} aria-hidden>
          {share !== null && share > 0 && <div className={classes.bar} style={{ width: `${share * 100}%` }} />}
        </div>
      </div>
      <div className={`${classes.moves} k-number`}>
        <Text span size="sm" c={entered > 0 ? "var(--k-good)" : "dimmed"} aria-label={t("entered", { count: entered })}>
          <ArrowUpRight size={13} aria-hidden /> {format.count(entered)}
        </Text>
        <Text span size="sm" c={left > 0 ? "var(--k-warn)" : "dimmed"} aria-label={t("left", { count: left })}>
          <ArrowDownRight size={13} aria-hidden /> {format.count(left)}
        </Text>
      </div>
      <div className={classes.state}>
        <StateMark state={segment.state} />
      </div>
    </li>
  );
}
