// What links lead to: the set-up of the first admin, accepting an invitation, choosing a new password.
import { Type } from "typebox";
import { Email, LinkShown, Me, Password, PersonName, ProblemError } from "#contract";
import { route } from "#storage";
import { signIn } from "../session/sign-in.ts";
import { showLink, takeLink } from "./link.ts";
import { checkPassword, hashPassword } from "./password.ts";
import { createFirstAdmin, createUser, findUser, plainEmail, setPassword } from "./user.ts";

const Token = Type.String({ minLength: 1, maxLength: 200 });

const show = route({
  method: "POST",
  path: "/api/v1/link",
  access: "public",
  summary: "What a link is for",
  changes: false,
  body: Type.Object({ token: Token }),
  reply: LinkShown,
  handle: ({ body, context }) => showLink(context.engines.postgres, body.token, context.now()),
});

const setup = route({
  method: "POST",
  path: "/api/v1/setup",
  access: "public",
  summary: "Make the first admin, by the link that `kompas start` prints or from this machine",
  status: 201,
  body: Type.Object({ token: Type.Optional(Token), email: Email, name: PersonName, password: Password }),
  reply: Me,
  async handle(request) {
    const { body, context } = request;
    const { postgres } = context.engines;
    const now = context.now();
    const email = plainEmail(body.email);
    // Without users an admin is whoever has the token of the server or calls from this machine alone.
    if (context.caller?.role !== "admin") {
      if (body.token === undefined)
        throw new ProblemError(403, "set_up_link_missing", "Open the link that kompas start prints in its terminal.");
      const { kind } = await showLink(postgres, body.token, now);
      if (kind !== "setup") throw new ProblemError(404, "link_invalid", "This link is for something else.");
    }
    checkPassword(body.password, email);
    const password_hash = await hashPassword(body.password);
    return signIn(request, await createFirstAdmin(postgres, { email, name: body.name, password_hash }, now));
  },
});

const accept = route({
  method: "POST",
  path: "/api/v1/invitations/accept",
  access: "public",
  summary: "Accept an invitation: a name and a password make the account",
  status: 201,
  body: Type.Object({ token: Token, name: PersonName, password: Password }),
  reply: Me,
  async handle(request) {
    const { body, context } = request;
    const { postgres } = context.engines;
    const now = context.now();
    const link = await showLink(postgres, body.token, now);
    checkPassword(body.password, link.email ?? "");
    const password_hash = await hashPassword(body.password);
    const user = await postgres.guarded("server.user.accept", (db) =>
      db.transaction().execute(async (transaction) => {
        const { email, role } = await takeLink(transaction, body.token, "invitation", now);
        return createUser(
          transaction,
          { email: email ?? "", role: role ?? "viewer", name: body.name, password_hash },
          now,
        );
      }),
    );
    return signIn(request, user);
  },
});

const renew = route({
  method: "POST",
  path: "/api/v1/password",
  access: "public",
  summary: "Choose a new password by an admin's link; every browser is signed out",
  body: Type.Object({ token: Token, password: Password }),
  reply: Me,
  async handle(request) {
    const { body, context } = request;
    const { postgres } = context.engines;
    const now = context.now();
    const link = await showLink(postgres, body.token, now);
    checkPassword(body.password, link.email ?? "");
    const hash = await hashPassword(body.password);
    const id = await postgres.guarded("server.user.renew", (db) =>
      db.transaction().execute(async (transaction) => {
        const { user_id } = await takeLink(transaction, body.token, "reset", now);
        if (user_id === null) throw new ProblemError(404, "link_invalid", "This link is nobody's.");
        await setPassword(transaction, user_id, hash);
        return user_id;
      }),
    );
    return signIn(request, await findUser(postgres, id));
  },
});

export const linkRoutes = [show, setup, accept, renew];
