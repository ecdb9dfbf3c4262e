// Links to dashboards: whoever has one sees the answers of its widgets over its own period, and nothing else.
import { dashboardAnswers, ownDashboard, readDashboard } from "#analyze";
import {
  type Caller,
  type Context,
  type DashboardLink,
  type DashboardLinkDraft,
  type DashboardLinkMade,
  ProblemError,
  type SharedDashboard,
} from "#contract";
import type { Engines } from "#storage";
import { publicCaller } from "../caller.ts";
import { looksSecret, randomSecret, secretHash } from "../user/secret.ts";

const day_ms = 86_400_000;
/** Of one dashboard. */
const links_most = 50;

const columns = ["id", "name", "created_by", "created_at", "expires_at", "revoked_at", "opened_at"] as const;

interface Row {
  readonly id: number;
  readonly name: string;
  readonly created_by: string;
  readonly created_at: Date;
  readonly expires_at: Date | null;
  readonly revoked_at: Date | null;
  readonly opened_at: Date | null;
}

function shown({ created_at, expires_at, revoked_at, opened_at, ...row }: Row): DashboardLink {
  const text = (instant: Date | null) => instant?.toISOString() ?? null;
  return {
    ...row,
    created_at: created_at.toISOString(),
    expires_at: text(expires_at),
    revoked_at: text(revoked_at),
    opened_at: text(opened_at),
  };
}

/** @throws {ProblemError} 404 unknown_dashboard, 403 not_the_owner */
export async function listLinks(engines: Engines, id: number, caller: Caller | undefined): Promise<DashboardLink[]> {
  await ownDashboard(engines, id, caller);
  const rows = await engines.postgres.guarded("server.dashboard.links", (db) =>
    db.selectFrom("dashboard_link").select(columns).where("dashboard_id", "=", id).orderBy("id", "desc").execute(),
  );
  return rows.map(shown);
}

/** @throws {ProblemError} 404 unknown_dashboard, 403 not_the_owner, 409 too_many_links */
export async function makeLink(
  engines: Engines,
  id: number,
  { name, days }: DashboardLinkDraft,
  caller: Caller | undefined,
  now: Date,
): Promise<DashboardLinkMade> {
  const earlier = await listLinks(engines, id, caller);
  if (earlier.filter(({ revoked_at }) => revoked_at === null).length >= links_most) {
    const why = `A dashboard has at most ${links_most} links; revoke one that is not needed any more.`;
    throw new ProblemError(409, "too_many_links", why);
  }
  const token = randomSecret();
  const row = await engines.postgres.guarded("server.dashboard.link", (db) =>
    db
      .insertInto("dashboard_link")
      .values({
        dashboard_id: id,
        hash: secretHash(token),
        name: name.trim(),
        created_by: caller?.name ?? "",
        created_at: now,
        expires_at: days === null ? null : new Date(now.getTime() + days * day_ms),
      })
      .returning(columns)
      .executeTakeFirstOrThrow(),
  );
  // Behind the #, so no server and no log ever sees the token as a part of an address.
  return { link: shown(row), path: `/shared#${token}` };
}

/** Takes a link back at once. @throws {ProblemError} 404 unknown_dashboard, unknown_link, 403 not_the_owner */
export async function revokeLink(
  engines: Engines,
  id: number,
  link: number,
  caller: Caller | undefined,
  now: Date,
): Promise<void> {
  await ownDashboard(engines, id, caller);
  const revoked = await engines.postgres.guarded("server.dashboard.revoke", (db) =>
    db
      .updateTable("dashboard_link")
      .set(({ fn, val }) => ({ revoked_at: fn.coalesce("revoked_at", val(now)) }))
      .where("id", "=", link)
      .where("dashboard_id", "=", id)
      .executeTakeFirst(),
  );
  if (Number(revoked.numUpdatedRows) === 0)
    throw new ProblemError(404, "unknown_link", `This dashboard has no link ${link}.`, "link");
}

/** The same answer to all that is no good link: a guess learns nothing. */
function badLink(): ProblemError {
  return new ProblemError(404, "link_invalid", "This link was taken back, has expired, or is not whole.");
}

/**
 * What a token shows. It is answered as to the public, whoever asks: groups by personal data are refused.
 * @throws {ProblemError} 404 link_invalid
 */
export async function openLink(context: Context<Engines>, token: string): Promise<SharedDashboard> {
  if (!looksSecret(token)) throw badLink();
  const { engines } = context;
  const now = context.now();
  const found = await engines.postgres.guarded("server.dashboard.open", (db) =>
    db
      .updateTable("dashboard_link")
      .set({ opened_at: now })
      .where("hash", "=", secretHash(token))
      .where("revoked_at", "is", null)
      .where((where) => where.or([where("expires_at", "is", null), where("expires_at", ">", now)]))
      .returning("dashboard_id")
      .executeTakeFirst(),
  );
  if (found === undefined) throw badLink();
  const { name, period, compare, widgets } = await readDashboard(engines, found.dashboard_id, undefined);
  const dashboard = { name, period, compare, widgets };
  return { dashboard, answers: await dashboardAnswers({ ...context, caller: publicCaller }, dashboard) };
}
