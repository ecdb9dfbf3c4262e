// The metric tree: what drives what, as a picture or as a table, with what each change was worth.
import { Skeleton, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { MetricTree, TreeNode } from "#contract";
import { useApi } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { Change } from "../../ui/change.tsx";
import { TableSwitch } from "../../ui/chart-card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { type Format, not_defined, useFormat } from "../../ui/format.ts";
import { useKnownName } from "../../ui/known-name.ts";
import { PageLink } from "../../ui/link.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { usePeriod } from "../../ui/period.ts";
import { ScrollBox } from "../../ui/scroll-box.tsx";
import { SimpleTable } from "../../ui/simple-table.tsx";
import classes from "./metric-tree.module.css";

/** How a node's children stand to it, between them. */
const signs = { product: "×", sum: "+", drives: "⇠" } as const;

function useNodeName(): (node: TreeNode) => string {
  const { t } = useTranslation("metric-tree");
  const nameOf = useKnownName();
  return ({ id, metric }) => (metric === null ? t(`quotient.${id}`) : nameOf(metric));
}

function worthText(node: TreeNode, currency: string, format: Format): string {
  const { worth_minor } = node;
  if (worth_minor === null) return not_defined;
  return `${worth_minor > 0 ? "+" : ""}${format.money(worth_minor, currency, "compact")}`;
}

interface NodeProps {
  readonly node: TreeNode;
  readonly tree: MetricTree;
}

function Box({ node, tree }: NodeProps) {
  const { t } = useTranslation("metric-tree");
  const format = useFormat();
  const name = useNodeName()(node);
  const { now, before, unit, direction, metric } = node;
  return (
    <div className={classes.box} data-node={node.id} data-edge={node.edge ?? "root"}>
      <div className={classes.name}>
        {metric === null ? name : <PageLink to={`/metrics/${metric}`}>{name}</PageLink>}
      </div>
      <div className={`${classes.value} k-number`}>{format.brief(now, unit, tree.currency)}</div>
      <div className={classes.foot}>
        <Change now={now} before={before} unit={unit} direction={direction} />
        {node.worth_minor !== null && (
          <span className="k-muted k-number" title={t("worth")}>
            {worthText(node, tree.currency, format)}
          </span>
        )}
      </div>
    </div>
  );
}

function Branch({ node, tree }: NodeProps) {
  const { t } = useTranslation("metric-tree");
  const children = tree.nodes.filter(({ parent }) => parent === node.id);
  return (
    <div className={classes.branch}>
      <Box node={node} tree={tree} />
      {children.length > 0 && (
        <ul className={classes.children}>
          {children.map((child) => (
            <li key={child.id} className={classes.child}>
              <span
                className={classes.sign}
                data-edge={child.edge ?? "root"}
                role="img"
                aria-label={child.edge === null ? "" : t(`edge.${child.edge}`)}
                title={child.edge === null ? "" : t(`edge.${child.edge}`)}
              >
                {child.edge === null ? "" : signs[child.edge]}
              </span>
              <Branch node={child} tree={tree} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function AsTable({ tree }: { readonly tree: MetricTree }) {
  const { t } = useTranslation("metric-tree");
  const format = useFormat();
  const nameOf = useNodeName();
  const rows = tree.nodes.map((node) => {
    const parent = tree.nodes.find(({ id }) => id === node.parent);
    const value = (each: number | null) => format.value(each, node.unit, tree.currency);
    return [
      nameOf(node),
      parent === undefined || node.edge === null ? "" : t(`below.${node.edge}`, { name: nameOf(parent) }),
      value(node.now),
      value(node.before),
      worthText(node, tree.currency, format),
    ];
  });
  const columns = [t("column.metric"), t("column.place"), t("column.now"), t("column.before"), t("worth")];
  return <SimpleTable data={{ columns, rows }} label={t("title")} height={640} />;
}

export default function MetricTreePage() {
  const { t } = useTranslation("metric-tree");
  const format = useFormat();
  const [as_table, setAsTable] = useState(false);
  const { days, inputs } = usePeriod();
  const { data, error, refetch } = useApi<MetricTree>("/api/v1/metric-tree", inputs, { enabled: days !== undefined });
  const root = data?.nodes.find(({ parent }) => parent === null);
  return (
    <>
      <PageHead title={t("title")} subtitle={days === undefined ? t("lead") : format.period(days.from, days.to)} />
      <Card title={t("card")} subtitle={t("lead")} actions={<TableSwitch pressed={as_table} onChange={setAsTable} />}>
        {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
        {days === undefined && <EmptyState title={t("empty.title")} text={t("empty.text")} />}
        {days !== undefined && data === undefined && error === null && <Skeleton height={420} />}
        {data !== undefined && as_table && <AsTable tree={data} />}
        {data !== undefined && root !== undefined && !as_table && (
          <ScrollBox label={t("title")}>
            <div className={classes.tree}>
              <Branch node={root} tree={data} />
            </div>
          </ScrollBox>
        )}
        <Text size="xs" c="dimmed" mt="sm">
          {t("legend")}
        </Text>
      </Card>
    </>
  );
}
