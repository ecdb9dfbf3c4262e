// ABC x XYZ classes of customers.
import { type Static, Type } from "typebox";
import { ConsentFilter } from "./customer.ts";
import { Day, Grain, MaybeNumber } from "./schema.ts";

/** How X, Y and Z are told apart: by cumulative share of purchases, or by the variation of revenue over periods. */
export const XyzForm = Type.Union([Type.Literal("frequency"), Type.Literal("variation")]);
export type XyzForm = Static<typeof XyzForm>;

/** GET /api/v1/classes */
export const ClassQuery = Type.Object({
  from: Type.Optional(Day),
  to: Type.Optional(Day),
  form: Type.Optional(XyzForm),
  /** Equal periods for the variation form; month by default. */
  grain: Type.Optional(Grain),
  /** Cumulative revenue shares that end A and B. */
  abc_a: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
  abc_b: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
  /** frequency: cumulative shares that end X and Y (0.8, 0.95); variation: coefficients that end X and Y (0.5, 1). */
  xyz_x: Type.Optional(Type.Number({ minimum: 0 })),
  xyz_y: Type.Optional(Type.Number({ minimum: 0 })),
});
export type ClassQuery = Static<typeof ClassQuery>;

export const ClassCell = Type.Object({
  abc: Type.Union([Type.Literal("A"), Type.Literal("B"), Type.Literal("C")]),
  xyz: Type.Union([Type.Literal("X"), Type.Literal("Y"), Type.Literal("Z")]),
  customers: Type.Integer(),
  customers_share: MaybeNumber,
  revenue_minor: Type.Integer(),
  revenue_share: MaybeNumber,
  orders: Type.Integer(),
  aov_minor: MaybeNumber,
  golden: Type.Boolean({ description: "AX and AY" }),
});
export type ClassCell = Static<typeof ClassCell>;

/** All nine cells, also the empty ones, in the order AX, AY, AZ, BX … CZ. */
export const ClassMatrix = Type.Object({
  currency: Type.String(),
  period: Type.Object({ from: Day, to: Day }),
  form: XyzForm,
  grain: Grain,
  cuts: Type.Object({ abc_a: Type.Number(), abc_b: Type.Number(), xyz_x: Type.Number(), xyz_y: Type.Number() }),
  customers: Type.Integer(),
  revenue_minor: Type.Integer(),
  cells: Type.Array(ClassCell),
});
export type ClassMatrix = Static<typeof ClassMatrix>;

/** GET /api/v1/classes/customers (JSON by cursor) and /api/v1/classes/customers.csv: inputs of ClassQuery and these. */
export const ClassCustomersQuery = Type.Interface([ClassQuery, ConsentFilter], {
  abc: Type.Optional(Type.String({ pattern: "^[ABC]+$" })),
  xyz: Type.Optional(Type.String({ pattern: "^[XYZ]+$" })),
  cursor: Type.Optional(Type.String()),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
});
export type ClassCustomersQuery = Static<typeof ClassCustomersQuery>;
