// People over HTTP, for admins: list, change, remove, invite, and the link to a new password.
import { Type } from "typebox";
import { type Caller, Email, FreshLink, Invitation, PersonName, RoleName, User } from "#contract";
import { route } from "#storage";
import { invite, listInvitations, makeResetLink, withdrawInvitation } from "./link.ts";
import { changeUser, findUser, listUsers, plainEmail, removeUser } from "./user.ts";

const Id = Type.Object({ id: Type.Integer({ minimum: 1 }) });

const nameOf = (caller: Caller | undefined): string => caller?.name ?? "";

const list = route({
  method: "GET",
  path: "/api/v1/users",
  access: "admin",
  summary: "All users",
  reply: Type.Object({ rows: Type.Array(User) }),
  handle: async ({ context }) => ({ rows: await listUsers(context.engines.postgres) }),
});

const change = route({
  method: "PATCH",
  path: "/api/v1/users/:id",
  access: "admin",
  summary: "Change a user's name or role, or switch the account off or on",
  params: Id,
  body: Type.Partial(Type.Object({ name: PersonName, role: RoleName, enabled: Type.Boolean() })),
  reply: User,
  handle: ({ params, body, context }) => changeUser(context.engines.postgres, params.id, body),
});

const remove = route({
  method: "DELETE",
  path: "/api/v1/users/:id",
  access: "admin",
  summary: "Remove a user; what the audit log tells of them stays",
  status: 204,
  params: Id,
  reply: Type.Null(),
  async handle({ params, context }) {
    await removeUser(context.engines.postgres, params.id);
    return null;
  },
});

const reset = route({
  method: "POST",
  path: "/api/v1/users/:id/reset",
  access: "admin",
  summary: "Make a link by which a user chooses a new password; it works once, for a day",
  status: 201,
  params: Id,
  reply: FreshLink,
  async handle({ params, context }) {
    const { postgres } = context.engines;
    const { id } = await findUser(postgres, params.id);
    return makeResetLink(postgres, id, nameOf(context.caller), context.now());
  },
});

const inviting = route({
  method: "POST",
  path: "/api/v1/invitations",
  access: "admin",
  summary: "Invite somebody: the link works once, for seven days",
  status: 201,
  body: Type.Object({ email: Email, role: RoleName }),
  reply: FreshLink,
  handle: ({ body, context }) =>
    invite(
      context.engines.postgres,
      { email: plainEmail(body.email), role: body.role, created_by: nameOf(context.caller) },
      context.now(),
    ),
});

const invitations = route({
  method: "GET",
  path: "/api/v1/invitations",
  access: "admin",
  summary: "Invitations that are still open",
  reply: Type.Object({ rows: Type.Array(Invitation) }),
  handle: async ({ context }) => ({ rows: await listInvitations(context.engines.postgres, context.now()) }),
});

const withdraw = route({
  method: "DELETE",
  path: "/api/v1/invitations/:id",
  access: "admin",
  summary: "Take an invitation back",
  status: 204,
  params: Id,
  reply: Type.Null(),
  async handle({ params, context }) {
    await withdrawInvitation(context.engines.postgres, params.id);
    return null;
  },
});

export const userRoutes = [list, change, remove, reset, inviting, invitations, withdraw];
