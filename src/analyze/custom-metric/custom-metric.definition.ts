// Custom metrics as definitions, and how other definitions name a metric.
import { type Static, Type } from "typebox";
import { Value } from "typebox/value";
import { CustomMetricDraft, CustomMetricId, type DefinitionReference, type DefinitionWorld } from "#contract";
import { definition } from "#storage";
import type { Metric } from "../metric/definition.ts";
import { findMetric } from "../metric/registry.ts";
import { checkFormula } from "./check.ts";
import { changeCustomMetric, checkFree, createCustomMetric, deleteCustomMetric, listCustomMetrics } from "./store.ts";

const { denominator, segment, ...needed } = CustomMetricDraft.properties;
const Item = Type.Object({
  id: CustomMetricId,
  ...needed,
  description: Type.String({ maxLength: 2_000, default: "" }),
  denominator: Type.Union(denominator.anyOf, { default: null, description: "What a rate or a ratio is of" }),
  segment: Type.Union(segment.anyOf, { default: null, description: "Only of those who belong to this segment now" }),
});
type Item = Static<typeof Item>;

const kind = "metrics";

/** The metric that a definition names, unless Kompas itself brings it. */
export function metricNamed(id: string, field: string): DefinitionReference[] {
  return findMetric(id) ? [] : [{ kind, key: id, field }];
}

/** The metric of an id as it will be; undefined where there will be none. */
export function metricAfter(
  id: string,
  after: DefinitionWorld<unknown>["after"],
): Pick<Metric, "direction"> | undefined {
  const custom = after(kind).filter((item): item is Item => Value.Check(Item, item));
  return findMetric(id) ?? custom.find((metric) => metric.id === id);
}

export const customMetricDefinition = definition({
  kind,
  summary: "Metrics that people define: which events are counted, how, and what that is divided by",
  item: Item,
  keyOf: ({ id }) => id,
  normal: ({ name, description, ...metric }) => ({ name: name.trim(), description: description.trim(), ...metric }),
  refers: (metric) => (metric.segment === null ? [] : [{ kind: "segments", key: metric.segment, field: "segment" }]),
  async read({ engines }) {
    const rows = await listCustomMetrics(engines);
    return rows.map(({ created_at: _, created_by, changed_at, changed_by, ...metric }) => metric);
  },
  async check(_context, { id, ...metric }) {
    checkFree(id);
    checkFormula(metric);
  },
  async put(context, { id, ...metric }, before) {
    if (before) await changeCustomMetric(context, id, metric);
    else await createCustomMetric(context, { id, ...metric });
    return undefined;
  },
  remove: ({ engines }, { id }) => deleteCustomMetric(engines, id),
});
