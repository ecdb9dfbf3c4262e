// The eleven segments as tiles: how many, what they have spent, what to do; each leads to its customers.
import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { RfmAnswer } from "#contract";
import { Card } from "../../ui/card.tsx";
import { useClassNames } from "../../ui/class-name.ts";
import { useFormat } from "../../ui/format.ts";
import { PageLink } from "../../ui/link.tsx";
import classes from "./rfm.module.css";

interface SegmentTileProps {
  readonly segment: RfmAnswer["segments"][number];
  readonly currency: string;
}

function SegmentTile({ segment, currency }: SegmentTileProps) {
  const { t } = useTranslation("rfm");
  const names = useClassNames();
  const format = useFormat();
  const name = names.of("rfm", segment.class);
  return (
    <li className={classes.segment}>
      <h3>
        {segment.customers === 0 ? (
          name
        ) : (
          <PageLink to="/customers" search={{ class: `rfm:${segment.class}` }}>
            {name}
          </PageLink>
        )}
      </h3>
      <p className={`${classes.size} k-number`}>
        <b>{format.count(segment.customers)}</b> {t("of_customers", { share: format.share(segment.customers_share) })}
      </p>
      <div className={classes.bars} aria-hidden>
        <div style={{ width: `${(segment.customers_share ?? 0) * 100}%` }} />
        <div style={{ width: `${Math.max(0, segment.revenue_share ?? 0) * 100}%` }} />
      </div>
      <Text size="xs" c="dimmed" className="k-number">
        {t("of_revenue", {
          share: format.share(segment.revenue_share),
          each: format.money(segment.revenue_each_minor, currency, "whole"),
        })}
      </Text>
      <Text size="sm" mt={6}>
        {t(`todo.${segment.class}`)}
      </Text>
    </li>
  );
}

export function Segments({ answer }: { readonly answer: RfmAnswer }) {
  const { t } = useTranslation("rfm");
  return (
    <Card title={t("segments")} subtitle={t("segments_hint")}>
      <ul className={classes.segments}>
        {answer.segments.map((segment) => (
          <SegmentTile key={segment.class} segment={segment} currency={answer.currency} />
        ))}
      </ul>
    </Card>
  );
}
