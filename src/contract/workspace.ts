// The workspace: what all numbers are told in.
import { type Static, Type } from "typebox";
import { Day, Instant } from "./schema.ts";
import { RoleName } from "./user.ts";

export const Settings = Type.Object({
  name: Type.String({ maxLength: 100 }),
  currency: Type.String({ pattern: "^[A-Z]{3}$", description: "ISO 4217; every amount is reported in it" }),
  time_zone: Type.String({ description: "IANA name; days, weeks and months are those of this zone" }),
  country: Type.String({
    pattern: "^([A-Z]{2})?$",
    description: "ISO 3166 alpha-2 country of phones, dates and addresses that name none; empty for none",
  }),
  /** The least role that sees personal data; those below it see masks. */
  personal_data_role: RoleName,
});
export type Settings = Static<typeof Settings>;

/** GET /api/v1/workspace */
export const Workspace = Type.Interface([Settings], {
  version: Type.String(),
  /** Extent of the data; null while there is none. */
  first_day: Type.Union([Day, Type.Null()]),
  last_day: Type.Union([Day, Type.Null()]),
  events: Type.Integer(),
  customers: Type.Integer(),
  /** Since when data of an invented company stand in it; null when none do. */
  simulated: Type.Union([Instant, Type.Null()]),
});
export type Workspace = Static<typeof Workspace>;
