// What people write down about a customer, and who looks after one.
import { type Static, Type } from "typebox";
import { Instant } from "./schema.ts";

const Id = Type.Integer({ minimum: 1 });

export const NoteText = Type.String({ minLength: 1, maxLength: 5000, pattern: "\\S" });

export const Note = Type.Object({
  id: Id,
  text: Type.String(),
  pinned: Type.Boolean(),
  author: Type.String(),
  created_at: Instant,
  changed_at: Type.Union([Instant, Type.Null()]),
  mine: Type.Boolean({ description: "Whether who asks may change and delete it: its author, or an admin" }),
});
export type Note = Static<typeof Note>;

export const NotePatch = Type.Object({ text: Type.Optional(NoteText), pinned: Type.Optional(Type.Boolean()) });
export type NotePatch = Static<typeof NotePatch>;

/** A user who can look after customers. */
export const ManagerChoice = Type.Object({ user_id: Id, name: Type.String() });
export type ManagerChoice = Static<typeof ManagerChoice>;

/** Who looks after a customer, and who did, the newest first; no name is nobody. */
export const Managing = Type.Object({
  manager: Type.Union([ManagerChoice, Type.Null()]),
  history: Type.Array(
    Type.Object({ name: Type.Union([Type.String(), Type.Null()]), set_by: Type.String(), set_at: Instant }),
  ),
});
export type Managing = Static<typeof Managing>;
