// People and programs that may call: who they are, what is shown of them, and what the audit log tells.
import { type Static, Type } from "typebox";
import { Instant } from "./schema.ts";

/** The role as a schema; the order of roles stands in route.ts. */
export const RoleName = Type.Union([
  Type.Literal("viewer"),
  Type.Literal("agent"),
  Type.Literal("marketer"),
  Type.Literal("analyst"),
  Type.Literal("admin"),
]);

const Id = Type.Integer({ minimum: 1 });
const MaybeInstant = Type.Union([Instant, Type.Null()]);

export const Email = Type.String({
  minLength: 3,
  maxLength: 254,
  pattern: "^[^\\s@]+@[^\\s@]+$",
  description: "an e-mail address, like anna@example.com",
});
export const PersonName = Type.String({ minLength: 1, maxLength: 100, pattern: "\\S" });
export const Password = Type.String({ maxLength: 1000 });

/** Who called. `local` is this machine: its terminal, or anybody here as long as there are no users. */
export const Me = Type.Object({
  /** Null for a caller who has to sign in. */
  caller: Type.Union([
    Type.Object({
      kind: Type.Union([Type.Literal("user"), Type.Literal("api_key"), Type.Literal("token"), Type.Literal("local")]),
      id: Type.String(),
      name: Type.String(),
      role: RoleName,
      email: Type.Union([Type.String(), Type.Null()]),
    }),
    Type.Null(),
  ]),
  /** True while there are no users: the first one is made by the set-up. */
  setup: Type.Boolean(),
});
export type Me = Static<typeof Me>;

export const User = Type.Object({
  id: Id,
  email: Type.String(),
  name: Type.String(),
  role: RoleName,
  enabled: Type.Boolean(),
  created_at: Instant,
  last_login_at: MaybeInstant,
});
export type User = Static<typeof User>;

/** An invitation that nobody has accepted yet. */
export const Invitation = Type.Object({
  id: Id,
  email: Type.String(),
  role: RoleName,
  created_by: Type.String(),
  created_at: Instant,
  expires_at: Instant,
});
export type Invitation = Static<typeof Invitation>;

/** A link that was just made: it is told once. */
export const FreshLink = Type.Object({
  path: Type.String({ description: "Path of the page with the token, to follow the address of this Kompas" }),
  expires_at: Instant,
});
export type FreshLink = Static<typeof FreshLink>;

/** What a link is for, as its page shows it. */
export const LinkShown = Type.Object({
  kind: Type.Union([Type.Literal("setup"), Type.Literal("invitation"), Type.Literal("reset")]),
  email: Type.Union([Type.String(), Type.Null()]),
  role: Type.Union([RoleName, Type.Null()]),
  expires_at: Instant,
});
export type LinkShown = Static<typeof LinkShown>;

/** What a key may do: read as a viewer, write as an analyst, all as an admin. */
export const Scope = Type.Union([Type.Literal("read"), Type.Literal("write"), Type.Literal("admin")]);
export type Scope = Static<typeof Scope>;

export const ApiKey = Type.Object({
  id: Id,
  name: Type.String(),
  start: Type.String({ description: "The key's first characters" }),
  scope: Scope,
  created_by: Type.String(),
  created_at: Instant,
  last_used_at: MaybeInstant,
  revoked_at: MaybeInstant,
});
export type ApiKey = Static<typeof ApiKey>;

/** One line of the audit log. */
export const AuditEntry = Type.Object({
  id: Id,
  at: Instant,
  actor_kind: Type.String(),
  actor_id: Type.String(),
  actor_name: Type.String(),
  method: Type.String(),
  route: Type.String({ description: "The route's pattern" }),
  summary: Type.String({ description: "What was done, in the words of the route" }),
  object: Type.String({ description: "Which thing: the numbers and names in the route's address" }),
  fields: Type.Array(Type.String(), { description: "Names of what was sent, without its values" }),
  address: Type.String(),
});
export type AuditEntry = Static<typeof AuditEntry>;
