// Segments as definitions: their rules and needs, and lists without whom they hold; and who is told of them.
import { type Static, Type } from "typebox";
import {
  type CheckAddress,
  ConditionSchema,
  type DefinitionReference,
  type Needs,
  ProblemError,
  SegmentCreate,
  SegmentId,
} from "#contract";
import { definition, type Engines } from "#storage";
import { readCondition } from "../condition/read.ts";
import { placed } from "../condition/tree.ts";
import { addHook, hookPlaces, removeHook } from "./hook.ts";
import { askable, changeSegment, createSegment, deleteSegment, segmentRows } from "./store.ts";

const need = Type.String({ maxLength: 2_000, default: "" });
const Item = Type.Object({
  id: SegmentId,
  name: SegmentCreate.properties.name,
  description: Type.String({ maxLength: 2_000, default: "" }),
  condition: Type.Unknown({ default: null, description: "A Condition; without one the segment is a list" }),
  needs: Type.Object({ goal: need, barrier: need, trigger: need } satisfies typeof Needs.properties, {
    default: { goal: "", barrier: "", trigger: "" },
  }),
});
type Item = Static<typeof Item>;

/** What a condition names. What is no condition names nothing: its check says so. */
function namedBy({ condition }: Item): DefinitionReference[] {
  if (condition === null) return [];
  return placed(readCondition(condition)).flatMap(({ path, part }) => {
    const field = path === "" ? "condition" : `condition.${path}`;
    if (part.kind === "segment") return { kind: "segments", key: part.segment, field };
    return part.kind === "consent" ? { kind: "purposes", key: part.purpose, field } : [];
  });
}

export const segmentDefinition = definition({
  kind: "segments",
  summary: "Customers whom a condition fits, or a list; of a list only what it is, not who is on it",
  item: Item,
  editor: Type.Object({
    ...Item.properties,
    condition: Type.Union([ConditionSchema, Type.Null()], { default: null }),
  }),
  keyOf: ({ id }) => id,
  refers: namedBy,
  async read({ engines }) {
    const rows = await segmentRows(engines);
    return rows.map(({ id, name, description, condition, needs }) => ({ id, name, description, condition, needs }));
  },
  async check(context, { condition }, { before }) {
    if (condition !== null) askable(context, condition);
    if (before && (before.condition === null) !== (condition === null))
      throw new ProblemError(
        422,
        "list_or_rule",
        before.condition === null
          ? "The segment is a list and stays one; make a new segment with the condition"
          : "The segment has a condition and stays a rule; make a new segment for a list",
        "condition",
      );
  },
  async put(context, { condition, ...item }, before) {
    const rule = condition === null ? {} : { condition };
    if (!before) await createSegment(context, { ...item, ...rule });
    else {
      // A condition that is written again is counted anew.
      const same = JSON.stringify(condition) === JSON.stringify(before.condition);
      const { name, description, needs } = item;
      await changeSegment(context, item.id, { name, description, needs, ...(same ? {} : rule) });
    }
    return undefined;
  },
  remove: (context, { id }) => deleteSegment(context, id),
});

/** Who is told; who may be called is the server's to say. */
export const hookDefinition = (check: CheckAddress<Engines>) =>
  definition({
    kind: "segment_hooks",
    summary: "Places that are told of who enters and leaves a segment",
    item: Type.Object({ segment: SegmentId, url: Type.String({ minLength: 1, maxLength: 2_000 }) }),
    keyOf: ({ segment, url }) => `${segment} ${url}`,
    refers: ({ segment }) => [{ kind: "segments", key: segment, field: "segment" }],
    read: async ({ engines }) => (await hookPlaces(engines)).map(({ segment, url }) => ({ segment, url })),
    check: ({ engines }, { url }, { after }) => check(engines, url, "url", after),
    async put(context, { segment, url }) {
      const { secret } = await addHook(context, segment, url, (engines) => check(engines, url, "url"));
      return `Its calls are signed with ${secret}, which is told this once`;
    },
    async remove(context, { segment, url }) {
      const places = await hookPlaces(context.engines);
      const hook = places.find((place) => place.segment === segment && place.url === url);
      if (hook) await removeHook(context, segment, hook.id);
    },
  });
