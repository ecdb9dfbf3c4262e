// Which metrics stand on the overview: one's own choice, else everybody's, else those that Kompas begins with.
import { type Caller, ProblemError, type Tiles, type TilesChoice } from "#contract";
import type { Engines } from "#storage";
import { requiredMetric } from "../metric/answer.ts";
import { findMetric } from "../metric/registry.ts";

const begun_with = [
  "revenue_net",
  "orders",
  "aov",
  "customers_active",
  "customers_new",
  "repeat_purchase_rate",
  "nps",
  "csat",
] as const;

/** Whose choice it is where it is everybody's. */
const everybody = "";

const readerOf = (caller: Caller | undefined) => (caller === undefined ? everybody : `${caller.kind}:${caller.id}`);

/** The choice that a caller sees; metrics that are no more are left out. */
export async function tilesOf({ postgres }: Engines, caller: Caller | undefined): Promise<Tiles> {
  const rows = await postgres.guarded("analyze.tile.read", (db) =>
    db
      .selectFrom("tile_choice")
      .select(["reader", "metrics"])
      .where("reader", "in", [everybody, readerOf(caller)])
      .orderBy("reader", "desc")
      .execute(),
  );
  const [chosen] = rows;
  const metrics = (chosen?.metrics ?? []).filter((id) => findMetric(id) !== undefined);
  if (chosen === undefined || metrics.length === 0) return { metrics: [...begun_with], of: "default" };
  return { metrics, of: chosen.reader === everybody ? "workspace" : "own" };
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
): Promise<Tiles> {
  for (const id of metrics) requiredMetric(id);
  if (for_all && (caller?.role === "viewer" || caller?.role === "agent"))
    throw new ProblemError(403, "not_for_everybody", "A marketer or above chooses what everybody sees.", "everybody");
  const row = { reader: for_all ? everybody : readerOf(caller), metrics, changed_at: now };
  await engines.postgres.guarded("analyze.tile.choose", async (db) => {
    await db
      .insertInto("tile_choice")
      .values(row)
      .onConflict((conflict) => conflict.column("reader").doUpdateSet({ metrics, changed_at: now }))
      .execute();
    // Whoever chooses for everybody wants to see it too.
    if (for_all && readerOf(caller) !== everybody)
      await db.deleteFrom("tile_choice").where("reader", "=", readerOf(caller)).execute();
  });
  return await tilesOf(engines, caller);
}

/** Takes one's own choice back, so that everybody's is seen. */
export async function forgetTiles(engines: Engines, caller: Caller | undefined): Promise<Tiles> {
  await engines.postgres.guarded("analyze.tile.forget", (db) =>
    db.deleteFrom("tile_choice").where("reader", "=", readerOf(caller)).execute(),
  );
  return await tilesOf(engines, caller);
}
