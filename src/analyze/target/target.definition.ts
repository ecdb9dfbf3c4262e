// Targets as definitions: one a metric and stretch. Who answers for a target is a user here, and none of them.
import { Type } from "typebox";
import { Day, TargetDraft } from "#contract";
import { definition } from "#storage";
import { metricAfter, metricNamed } from "../custom-metric/custom-metric.definition.ts";
import { addTarget, changeTarget, checkTarget, removeTarget, targetRows } from "./target.ts";

const { metric, value, grain, note } = TargetDraft.properties;
const Key = Type.Object({
  metric,
  grain,
  due: Type.Union([Day, Type.Null()], { default: null, description: "Its last day; without one every stretch" }),
});
const Item = Type.Interface([Key], { value, note: Type.String({ ...note, default: "" }) });

const keyOf = ({ metric, grain, due }: { metric: string; grain: string; due: string | null }): string =>
  `${metric} ${grain}${due === null ? "" : ` ${due}`}`;

export const targetDefinition = definition({
  kind: "targets",
  summary: "What is wanted of a metric by the end of a stretch",
  item: Item,
  keyOf,
  normal: (target) => ({ ...target, note: target.note.trim() }),
  async read({ engines }) {
    const rows = await targetRows(engines);
    return rows.map(({ metric, grain, due, value, note }) => ({ metric, grain, due, value, note }));
  },
  refers: (target) => metricNamed(target.metric, "metric"),
  async check(_context, target, { after }) {
    const found = metricAfter(target.metric, after);
    if (found) checkTarget(found, target.due);
  },
  async put(context, { value, note, ...stretch }, before) {
    const found = before && (await targetRows(context.engines)).find((row) => keyOf(row) === keyOf(before));
    if (found) await changeTarget(context, found.id, { value, note });
    else await addTarget(context, { ...stretch, value, note, owner_id: null }, context.caller);
    return undefined;
  },
  async remove({ engines }, target) {
    const found = (await targetRows(engines)).find((row) => keyOf(row) === keyOf(target));
    if (found) await removeTarget(engines, found.id);
  },
});
