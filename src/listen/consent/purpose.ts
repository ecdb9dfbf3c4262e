// Purposes and categories as people set them: kept in PostgreSQL, and carried over to the engine that reads the ledger.
import { Type } from "typebox";
import {
  type Channel,
  type ConsentCategory,
  channels,
  ProblemError,
  type Purpose,
  type PurposeRequest,
} from "#contract";
import { type Engines, enqueue, job } from "#storage";
import { everybodyTouched } from "../touch.ts";

type Db = Parameters<Parameters<Engines["postgres"]["guarded"]>[1]>[0];

/** All purposes, in the order in which they are shown. */
export async function listPurposes(engines: Engines): Promise<Purpose[]> {
  return await engines.postgres.guarded("listen.consent.purposes", purposesOf);
}

async function purposesOf(db: Db): Promise<Purpose[]> {
  const rows = await db.selectFrom("consent_purpose").selectAll().orderBy("position").orderBy("id").execute();
  return rows.map(({ position: _, channels: named, ...purpose }) => ({
    ...purpose,
    channels: channels.filter((channel) => named.includes(channel)),
  }));
}

/** What each category means; those that mean nothing too. */
export async function listCategories(engines: Engines): Promise<ConsentCategory[]> {
  return await engines.postgres.guarded("listen.consent.categories", (db) =>
    db.selectFrom("consent_category").selectAll().orderBy("category").execute(),
  );
}

/**
 * The purpose of this id.
 * @throws {ProblemError} 404 unknown_purpose; 409 purpose_off where it is switched off
 */
export async function requiredPurpose(engines: Engines, id: string): Promise<Purpose> {
  const purpose = (await listPurposes(engines)).find((known) => known.id === id);
  if (!purpose) throw new ProblemError(404, "unknown_purpose", `There is no purpose ${id}`, "purpose");
  if (!purpose.enabled) throw new ProblemError(409, "purpose_off", `The purpose ${id} is switched off`, "purpose");
  return purpose;
}

/** Makes a purpose, or changes the one of this id. */
export async function setPurpose(engines: Engines, id: string, request: PurposeRequest): Promise<Purpose> {
  const row = {
    names: JSON.stringify(request.names),
    descriptions: JSON.stringify(request.descriptions),
    basis: request.basis,
    channels: channels.filter((channel) => request.channels.includes(channel)),
    enabled: request.enabled,
  };
  await change(engines, async (db) => {
    const { next } = await db
      .selectFrom("consent_purpose")
      .select((eb) => eb.fn.coalesce(eb.fn.max("position"), eb.lit(0)).as("next"))
      .executeTakeFirstOrThrow();
    await db
      .insertInto("consent_purpose")
      .values({ id, position: next + 1, ...row })
      .onConflict((conflict) => conflict.column("id").doUpdateSet(row))
      .execute();
  });
  return { id, ...request, channels: row.channels };
}

/**
 * Says what a category means.
 * @throws {ProblemError} 400 bad_target for a purpose that does not exist, or a channel that it does not have
 */
export async function setCategory(engines: Engines, { category, targets }: ConsentCategory): Promise<ConsentCategory> {
  const known = new Map((await listPurposes(engines)).map((purpose) => [purpose.id, purpose]));
  for (const { purpose, channel } of targets) {
    const found = known.get(purpose);
    if (!found || (channel !== null && !found.channels.includes(channel)))
      throw new ProblemError(
        400,
        "bad_target",
        `There is no ${[purpose, channel ?? "any channel"].join(" by ")}`,
        "targets",
      );
  }
  const row = { category: category.trim().toLowerCase(), targets: JSON.stringify(targets) };
  await change(engines, (db) =>
    db
      .insertInto("consent_category")
      .values(row)
      .onConflict((conflict) => conflict.column("category").doUpdateSet({ targets: row.targets }))
      .execute(),
  );
  return { category: row.category, targets };
}

/** Changes the configuration and carries it over; a job does so where the engine is away now. */
async function change(engines: Engines, work: (db: Db) => Promise<unknown>): Promise<void> {
  await engines.postgres.guarded("listen.consent.change", (db) =>
    db.transaction().execute(async (transaction) => {
      const { revision } = await transaction
        .updateTable("consent_revision")
        .set((eb) => ({ revision: eb("revision", "+", 1) }))
        .returning("revision")
        .executeTakeFirstOrThrow();
      await work(transaction);
      await enqueue(transaction, { kind: "consent.project", key: `revision:${revision}`, payload: {} });
    }),
  );
  await project(engines);
}

interface MappingRow {
  readonly category: string;
  readonly targets: readonly { readonly purpose: string; readonly channel: Channel }[];
  readonly basis: string;
}

/**
 * What the engine is to know: a purpose's id means all its channels, `purpose:channel` one of them, and a category what
 * people set, unless it is called as a purpose. Purposes that are off mean nothing.
 */
export function mappingOf(purposes: readonly Purpose[], categories: readonly ConsentCategory[]): MappingRow[] {
  const pairs = purposes.map((purpose) => ({
    purpose,
    targets: purpose.enabled ? purpose.channels.map((channel) => ({ purpose: purpose.id, channel })) : [],
  }));
  const rows = new Map<string, MappingRow>();
  const all = new Map(pairs.map(({ purpose, targets }) => [purpose.id, targets]));
  for (const { purpose, targets } of pairs) {
    rows.set(purpose.id, { category: purpose.id, targets, basis: purpose.enabled ? purpose.basis : "" });
    for (const channel of channels) {
      const category = `${purpose.id}:${channel}`;
      rows.set(category, { category, targets: targets.filter((target) => target.channel === channel), basis: "" });
    }
  }
  for (const { category, targets } of categories) {
    if (all.has(category)) continue;
    const meant = targets.flatMap(({ purpose, channel }) =>
      (all.get(purpose) ?? []).filter((target) => channel === null || target.channel === channel),
    );
    rows.set(category, { category, targets: meant, basis: "" });
  }
  return [...rows.values()];
}

/** Carries the configuration over to the engine, as it stands in one moment. */
export async function project(engines: Engines): Promise<void> {
  const { revision, rows } = await engines.postgres.guarded("listen.consent.project", (db) =>
    db
      .transaction()
      .setIsolationLevel("repeatable read")
      .execute(async (transaction) => {
        const state = await transaction.selectFrom("consent_revision").select("revision").executeTakeFirstOrThrow();
        const purposes = await purposesOf(transaction);
        const categories = await transaction.selectFrom("consent_category").selectAll().execute();
        return { revision: state.revision, rows: mappingOf(purposes, categories) };
      }),
  );
  await engines.clickhouse.insert(
    "consent_mapping",
    rows.map(({ category, targets, basis }) => ({ category, targets, basis, revision })),
  );
  everybodyTouched(engines);
}

/** Carries over what could not be carried over at once. */
export const projectJob = job({
  kind: "consent.project",
  payload: Type.Object({}),
  handle: (_payload, { engines }) => project(engines),
});
