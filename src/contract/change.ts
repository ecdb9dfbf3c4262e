// What changed between two periods, what it is worth, and what drives what.
import { type Static, Type } from "typebox";
import { MetricAnswer, MetricUnit } from "./metric.ts";
import { Day, MaybeNumber } from "./schema.ts";

const Days = Type.Object({ from: Day, to: Day });

/** A metric that differs from the period compared with by more than noise. */
export const Change = Type.Object({
  metric: Type.String(),
  unit: MetricUnit,
  now: Type.Number(),
  before: Type.Number(),
  /** 95 % interval of the difference. */
  low: Type.Number(),
  high: Type.Number(),
  /** What the change did to net revenue, in minor units; null where no formula leads there. */
  worth_minor: MaybeNumber,
  /** Whether it is welcome; null where neither direction is. */
  welcome: Type.Union([Type.Boolean(), Type.Null()]),
});
export type Change = Static<typeof Change>;

/** GET /api/v1/changes: the dearest first, then those without a price. */
export const ChangeList = Type.Object({
  currency: Type.String(),
  period: Days,
  /** Null where the data do not reach back so far. */
  comparison: Type.Union([Days, Type.Null()]),
  rows: Type.Array(Change),
});
export type ChangeList = Static<typeof ChangeList>;

export const ChangeQuery = Type.Object({
  from: Type.Optional(Day),
  to: Type.Optional(Day),
  compare: Type.Optional(Type.Union([Type.Literal("previous"), Type.Literal("year")])),
});

/** product: the children multiplied; sum: the children added; drives: the children move it, by no formula. */
export const TreeEdge = Type.Union([Type.Literal("product"), Type.Literal("sum"), Type.Literal("drives")]);
export type TreeEdge = Static<typeof TreeEdge>;

/** One node of the metric tree. A node whose `metric` is null is a quotient of two others and has no page of its own. */
export const TreeNode = Type.Object({
  id: Type.String(),
  metric: Type.Union([Type.String(), Type.Null()]),
  unit: MetricUnit,
  direction: Type.Union([Type.Literal("up"), Type.Literal("down"), Type.Literal("neutral")]),
  /** The node it belongs under; null for the root. */
  parent: Type.Union([Type.String(), Type.Null()]),
  edge: Type.Union([TreeEdge, Type.Null()]),
  now: MaybeNumber,
  before: MaybeNumber,
  worth_minor: MaybeNumber,
});
export type TreeNode = Static<typeof TreeNode>;

/** GET /api/v1/metric-tree */
export const MetricTree = Type.Object({
  currency: Type.String(),
  period: Days,
  comparison: Type.Union([Days, Type.Null()]),
  /** Parents before their children. */
  nodes: Type.Array(TreeNode),
});
export type MetricTree = Static<typeof MetricTree>;

/** Which metrics stand on the overview, in order. */
export const Tiles = Type.Object({
  metrics: Type.Array(Type.String(), { minItems: 1, maxItems: 9, uniqueItems: true }),
  /** Whose choice it is: one's own, everybody's, or the one that Kompas begins with. */
  of: Type.Union([Type.Literal("own"), Type.Literal("workspace"), Type.Literal("default")]),
});
export type Tiles = Static<typeof Tiles>;

/** GET /api/v1/tiles: in the tiles' order. */
export const TileAnswers = Type.Object({ tiles: Tiles, metrics: Type.Array(MetricAnswer) });
export type TileAnswers = Static<typeof TileAnswers>;

/** PUT /api/v1/tiles: `everybody` sets what those see who chose nothing. */
export const TilesChoice = Type.Object({
  metrics: Type.Array(Type.String(), { minItems: 5, maxItems: 9, uniqueItems: true }),
  everybody: Type.Boolean(),
});
export type TilesChoice = Static<typeof TilesChoice>;
