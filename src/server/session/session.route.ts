// Signing in and out, and what people change of themselves.
import { Type } from "typebox";
import { type Caller, type Context, Email, Me, Password, PersonName, ProblemError } from "#contract";
import { type Engines, route } from "#storage";
import { noteDeed } from "../audit/audit.ts";
import { publicCaller } from "../caller.ts";
import { checkPassword, fitsPassword, hashPassword } from "../user/password.ts";
import { changeUser, findLogin, findUser, hasUsers, plainEmail, setPassword } from "../user/user.ts";
import { endSession, endSessions } from "./session.ts";
import { signIn } from "./sign-in.ts";
import { countAttempt, forgetAttempts } from "./throttle.ts";

/** @throws {ProblemError} 403 no_user_behind for keys and tokens, which are nobody's */
function userId(caller: Caller | undefined): number {
  if (caller?.kind === "user") return Number(caller.id);
  throw new ProblemError(403, "no_user_behind", "This is for people who signed in: a key or a token has no profile.");
}

async function tellMe({ caller, engines }: Context<Engines>): Promise<Me> {
  const setup = !(await hasUsers(engines.postgres));
  if (caller?.role === undefined || caller.kind === "source" || caller.kind === "public")
    return { caller: null, setup };
  const { kind, id, name, role } = caller;
  const email = kind === "user" ? (await findUser(engines.postgres, Number(id))).email : null;
  return { caller: { kind, id, name, role, email }, setup };
}

const me = route({
  method: "GET",
  path: "/api/v1/me",
  access: "public",
  summary: "Who calls, with which role, and whether somebody has to be made first",
  reply: Me,
  handle: ({ context }) => tellMe(context),
});

/**
 * Checks a password as slowly and as often as it may be tried.
 * @throws {ProblemError} 429 login_throttled, 401 login_wrong
 */
async function demandPassword(context: Context<Engines>, email: string, password: string, ip: string) {
  const { postgres } = context.engines;
  await countAttempt(postgres, email, ip, context.now());
  const login = await findLogin(postgres, { email });
  const fits = await fitsPassword(login?.enabled === true ? login.password_hash : undefined, password);
  if (!fits || login === undefined)
    throw new ProblemError(401, "login_wrong", "The e-mail or the password is not right.");
  await forgetAttempts(postgres, email, ip, context.now());
  return findUser(postgres, login.id);
}

const login = route({
  method: "POST",
  path: "/api/v1/login",
  access: "public",
  summary: "Sign in with e-mail and password",
  body: Type.Object({ email: Email, password: Password }),
  reply: Me,
  async handle(request) {
    const { body, context, ip } = request;
    try {
      return await signIn(request, await demandPassword(context, plainEmail(body.email), body.password, ip));
    } catch (fault) {
      if (fault instanceof ProblemError && fault.code === "login_wrong") {
        const refused = { method: "POST", route: "/api/v1/login", summary: "A login was refused", object: "" };
        const deed = { ...refused, actor: publicCaller, fields: [], address: ip };
        await noteDeed(context.engines.postgres, deed, context.now());
      }
      throw fault;
    }
  },
});

const logout = route({
  method: "POST",
  path: "/api/v1/logout",
  access: "public",
  summary: "Sign out of this browser",
  status: 204,
  reply: Type.Null(),
  async handle({ context, cookie }) {
    if (cookie?.id !== undefined) await endSession(context.engines.postgres, cookie.id);
    cookie?.end();
    return null;
  },
});

const logoutEverywhere = route({
  method: "POST",
  path: "/api/v1/logout-everywhere",
  access: "viewer",
  summary: "Sign out of every browser",
  status: 204,
  reply: Type.Null(),
  async handle({ context, cookie }) {
    await endSessions(context.engines.postgres, userId(context.caller));
    cookie?.end();
    return null;
  },
});

const rename = route({
  method: "PATCH",
  path: "/api/v1/me",
  access: "viewer",
  summary: "Change one's own name",
  body: Type.Object({ name: PersonName }),
  reply: Me,
  async handle({ body, context }) {
    const id = userId(context.caller);
    const { name } = await changeUser(context.engines.postgres, id, { name: body.name });
    return tellMe(context.caller === undefined ? context : { ...context, caller: { ...context.caller, name } });
  },
});

const password = route({
  method: "POST",
  path: "/api/v1/me/password",
  access: "viewer",
  summary: "Change one's own password; every other browser is signed out",
  body: Type.Object({ old_password: Password, password: Password }),
  reply: Me,
  async handle(request) {
    const { body, context, ip } = request;
    const { postgres } = context.engines;
    const { email, id } = await findUser(postgres, userId(context.caller));
    await demandOldPassword(context, email, body.old_password, ip);
    checkPassword(body.password, email);
    const hash = await hashPassword(body.password);
    await postgres.guarded("server.user.password", (db) =>
      db.transaction().execute((transaction) => setPassword(transaction, id, hash)),
    );
    return signIn(request, await findUser(postgres, id));
  },
});

/** @throws {ProblemError} 422 password_wrong: not 401, as the session is still good */
async function demandOldPassword(context: Context<Engines>, email: string, old: string, ip: string): Promise<void> {
  try {
    await demandPassword(context, email, old, ip);
  } catch (fault) {
    if (fault instanceof ProblemError && fault.code === "login_wrong")
      throw new ProblemError(422, "password_wrong", "This is not your present password.", "old_password");
    throw fault;
  }
}

export const sessionRoutes = [me, login, logout, logoutEverywhere, rename, password];
