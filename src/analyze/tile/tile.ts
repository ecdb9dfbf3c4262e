// Which metrics stand on the overview: one's own choice, else everybody's, else those that Kompas begins with.
import {
  type Caller,
  callerKey,
  type MetricAnswer,
  ProblemError,
  type TileAnswers,
  type Tiles,
  type TilesChoice,
} from "#contract";
import type { Engines } from "#storage";
import { type Asked, type Asker, metricAnswers } from "../metric/answer.ts";
import { knownMetrics, requiredMetrics } from "../metric/catalogue.ts";

/** Of these Kompas begins with the first eight that something stands behind. */
const begun_with = [
  "revenue_net",
  "orders",
  "aov",
  "customers_active",
  "customers_new",
  "repeat_purchase_rate",
  "nps",
  "csat",
  "refund_rate",
  "revenue_gross",
] as const;
const tiles_begun = 8;

/** Whose choice it is where it is everybody's: nobody's key. */
const everybody = "";

/** The choice that a caller sees; metrics that are no more are left out. Undefined where nobody chose. */
async function choiceFor(engines: Engines, caller: Caller | undefined): Promise<Tiles | undefined> {
  const rows = await engines.postgres.guarded("analyze.tile.read", (db) =>
    db
      .selectFrom("tile_choice")
      .select(["reader", "metrics"])
      .where("reader", "in", [everybody, callerKey(caller)])
      .orderBy("reader", "desc")
      .execute(),
  );
  const [chosen] = rows;
  const metrics = (await knownMetrics(engines, chosen?.metrics ?? [])).map(({ id }) => id);
  if (chosen === undefined || metrics.length === 0) return undefined;
  return { metrics, of: chosen.reader === everybody ? "workspace" : "own" };
}

/** The metrics that were chosen for everybody; undefined where nobody did. */
export async function chosenForAll({ postgres }: Engines): Promise<string[] | undefined> {
  const row = await postgres.guarded("analyze.tile.for_all", (db) =>
    db.selectFrom("tile_choice").select("metrics").where("reader", "=", everybody).executeTakeFirst(),
  );
  return row?.metrics;
}

const isTold = ({ total }: MetricAnswer) => total.n > 0;

/** The tiles that a caller sees, with their answers over a period, by one question. */
export async function tilesFor(asker: Asker, caller: Caller | undefined, asked: Asked): Promise<TileAnswers> {
  const choice = await choiceFor(asker.engines, caller);
  const wanted = choice?.metrics ?? begun_with;
  const answers = await metricAnswers(asker, await knownMetrics(asker.engines, wanted), asked);
  if (choice !== undefined) return { tiles: choice, metrics: answers };
  const metrics = [...answers.filter(isTold), ...answers.filter((answer) => !isTold(answer))].slice(0, tiles_begun);
  return { tiles: { metrics: metrics.map(({ id }) => id), of: "default" }, metrics };
}

/**
 * Keeps a choice, one's own or everybody's.
 * @throws {ProblemError} 404 unknown_metric, 403 not_for_everybody
 */
export async function chooseTiles(
  engines: Engines,
  { metrics, everybody: for_all }: TilesChoice,
  caller: Caller | undefined,
  now: Date,
): Promise<void> {
  await requiredMetrics(engines, metrics);
  if (for_all && (caller?.role === "viewer" || caller?.role === "agent"))
    throw new ProblemError(403, "not_for_everybody", "A marketer or above chooses what everybody sees.", "everybody");
  const reader = for_all ? everybody : callerKey(caller);
  await engines.postgres.guarded("analyze.tile.choose", async (db) => {
    await db
      .insertInto("tile_choice")
      .values({ reader, metrics, changed_at: now })
      .onConflict((conflict) => conflict.column("reader").doUpdateSet({ metrics, changed_at: now }))
      .execute();
    // Whoever chooses for everybody wants to see it too.
    if (reader !== callerKey(caller))
      await db.deleteFrom("tile_choice").where("reader", "=", callerKey(caller)).execute();
  });
}

/** Takes one's own choice back, so that everybody's is seen. */
export async function forgetTiles({ postgres }: Engines, caller: Caller | undefined): Promise<void> {
  await postgres.guarded("analyze.tile.forget", (db) =>
    db.deleteFrom("tile_choice").where("reader", "=", callerKey(caller)).execute(),
  );
}
