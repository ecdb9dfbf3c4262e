// Why a customer is one person: the same function that made people out, asked to explain itself for this one.
import { Type } from "typebox";
import { type Context, type CustomerIdentity, type IdentityDecision, ProblemError } from "#contract";
import { type Engines, type Query, query, sql, typed } from "#storage";
import { aliasesOf, closureOf, holdersOf, stampsOf } from "./closure.ts";
import { keyOf } from "./key.ts";
import { decidedBy, rulesInForce } from "./record.ts";
import { type Decision, type Link, type Refusal, type Resolution, resolve } from "./resolve.ts";

interface Told {
  readonly stamps: readonly bigint[];
}

const some: Told = { stamps: [1n] };
const SourceRow = Type.Object({
  stamp: Type.String(),
  kind: Type.String(),
  value: Type.String(),
  sources: Type.Array(Type.String()),
});

/** Which sources told the identifiers of the given stamps. */
export const sourcesQuery: Query<Told, typeof SourceRow> = query({
  name: "listen.identify.sources",
  row: SourceRow,
  branches: { plain: some },
  sql: ({ stamps }) => sql`SELECT
  toString(customer_id) AS stamp,
  toString(kind) AS kind,
  value,
  arraySort(groupUniqArray(toString(source))) AS sources
FROM identifier_log
WHERE customer_id IN ${typed("Array(UInt64)", stamps)}
GROUP BY customer_id, kind, value`,
});

interface ToldBy {
  readonly stamp: bigint;
  readonly kind: string;
  readonly value: string;
}

const toldBy: ToldBy = { stamp: 1n, kind: "email", value: "a@x.pl" };
const EventRow = Type.Object({ id: Type.String(), source: Type.String() });

/** The first event that told an identifier under a stamp. */
export const tellingEventQuery: Query<ToldBy, typeof EventRow> = query({
  name: "listen.identify.telling_event",
  row: EventRow,
  branches: { plain: toldBy },
  sql: ({ stamp, kind, value }) => sql`SELECT toString(event.id) AS id, toString(event.source) AS source
FROM event
WHERE stamp = ${typed("UInt64", stamp)} AND arrayExists(one -> one.kind = ${kind} AND one.value = ${value}, identifiers)
ORDER BY occurred_at, event.id
LIMIT 1`,
});

export const evidenceQueries = [sourcesQuery, tellingEventQuery];

const at = (time_ms: number) => new Date(time_ms).toISOString();

/** What a person's answer is made of. */
interface Case {
  readonly customer_id: bigint;
  readonly mine: ReadonlySet<bigint>;
  readonly links: readonly Link[];
  readonly resolution: Resolution;
  readonly sources: ReadonlyMap<string, readonly string[]>;
}

const nameOf = (stamp: bigint | string, kind: string, value: string) => `${stamp}\n${kind}\n${value}`;

/** @throws {ProblemError} unknown_customer */
async function caseOf(engines: Engines, id: string): Promise<Case & { decisions: readonly Decision[] }> {
  const asked = BigInt(id);
  if (asked <= 0n || asked >= 2n ** 64n) throw unknown(id);
  const customer_id = (await aliasesOf(engines, [asked])).get(asked) ?? asked;
  const stamps = await stampsOf(engines, [customer_id]);
  const inForce = await engines.postgres.guarded("listen.identify.rules", rulesInForce);
  const decided = decidedBy(engines);
  const { links, crowded, decisions } = await closureOf(engines, stamps, { ...inForce, decided });
  const mine = new Set(stamps);
  if (!links.some(({ stamp }) => mine.has(stamp))) throw unknown(id);
  const resolution = resolve({ links, decisions, crowded, explain: true }, inForce.rules);
  const rows = await sourcesQuery(engines.clickhouse, { stamps });
  const sources = new Map(rows.map(({ stamp, kind, value, sources: told }) => [nameOf(stamp, kind, value), told]));
  return { customer_id, mine, links, resolution, sources, decisions };
}

function unknown(id: string): ProblemError {
  return new ProblemError(404, "unknown_customer", `There is no customer ${id}`, "id");
}

function stampsTold({ mine, links }: Case): CustomerIdentity["stamps"] {
  const own = new Map(links.filter((link) => link.own).map((link) => [link.stamp, link]));
  return [...mine].flatMap((stamp) => {
    const link = own.get(stamp);
    return link
      ? [{ stamp: stamp.toString(), kind: link.kind, value: link.told, first_seen_at: at(link.first_seen_ms) }]
      : [];
  });
}

function identifiersTold({ mine, links, resolution, sources }: Case): CustomerIdentity["identifiers"] {
  const refusals = new Map<string, Refusal>();
  for (const refusal of resolution.refused)
    if (refusal.link) refusals.set(nameOf(refusal.link.stamp, refusal.link.kind, refusal.link.told), refusal);
  const all = new Map<string, CustomerIdentity["identifiers"][number]>();
  for (const link of links) {
    if (!mine.has(link.stamp)) continue;
    const refusal = refusals.get(nameOf(link.stamp, link.kind, link.told));
    const told = sources.get(nameOf(link.stamp, link.kind, link.told)) ?? [];
    const known = all.get(`${link.kind}\n${link.told}`);
    if (known) {
      known.stamps.push(link.stamp.toString());
      known.sources.push(...told.filter((source) => !known.sources.includes(source)));
      if (!refusal) Object.assign(known, { refused: null, limit_of: null });
      continue;
    }
    all.set(`${link.kind}\n${link.told}`, {
      kind: link.kind,
      value: link.told,
      clean: link.value,
      key: link.key.toString(),
      stamps: [link.stamp.toString()],
      sources: [...told],
      first_seen_at: at(link.first_seen_ms),
      refused: refusal?.reason ?? null,
      limit_of: refusal?.limit_of ?? null,
    });
  }
  return [...all.values()];
}

async function mergesTold(engines: Engines, { mine, resolution }: Case): Promise<CustomerIdentity["merges"]> {
  const joins = resolution.joins.filter(({ left: [first] }) => first !== undefined && mine.has(first));
  return await Promise.all(
    joins.map(async ({ at_ms, link, decision, left, right }) => {
      const [told] = link
        ? await tellingEventQuery(engines.clickhouse, { stamp: link.stamp, kind: link.kind, value: link.told })
        : [];
      return {
        at: at(at_ms),
        by: decision ? ("decision" as const) : ("identifier" as const),
        kind: link?.kind ?? "",
        value: link?.told ?? "",
        stamp: (link?.stamp ?? right[0] ?? 0n).toString(),
        event_id: told?.id ?? null,
        source: told?.source ?? "",
        decision_id: decision?.id ?? null,
        left: left.map(String),
        right: right.map(String),
      };
    }),
  );
}

/** Decisions that name any of the stamps, or an identifier of them, those taken back too; the newest first. */
async function decisionsTold(engines: Engines, { mine, links, resolution }: Case): Promise<IdentityDecision[]> {
  const stamps = [...mine].map(String);
  const keys = [...new Set(links.filter(({ stamp }) => mine.has(stamp)).map(({ key }) => key.toString()))];
  const rows = await engines.postgres.guarded("listen.identify.decisions", (db) =>
    db
      .selectFrom("identity_decision")
      .selectAll()
      .where(({ or, eb, val }) =>
        or([
          eb("left_stamps", "&&", val(stamps)),
          eb("right_stamps", "&&", val(stamps)),
          ...(keys.length > 0 ? [eb("key", "in", keys)] : []),
        ]),
      )
      .orderBy("id", "desc")
      .execute(),
  );
  const refusals = new Map(
    resolution.refused.flatMap(({ decision, reason }) => (decision ? [[decision.id, reason]] : [])),
  );
  return rows.map(({ left_stamps, right_stamps, decided_at, undone_at, ...row }) => ({
    ...row,
    left: left_stamps,
    right: right_stamps,
    decided_at: decided_at.toISOString(),
    undone_at: undone_at?.toISOString() ?? null,
    refused: refusals.get(row.id) ?? null,
  }));
}

const found_most = 10;

/** Who is known by an identifier, in any spelling; of any kind when none is named. At most ten. */
export async function identitiesOf(
  { engines }: Pick<Context<Engines>, "engines">,
  value: string,
  kind: string | undefined,
): Promise<CustomerIdentity[]> {
  const { rules, country } = await engines.postgres.guarded("listen.identify.rules", rulesInForce);
  const kinds = kind === undefined ? rules.kinds.map((rule) => rule.kind) : [kind];
  const keys = kinds.map((one) => keyOf(one, value, rules, country).key);
  const stamps = await holdersOf(engines, keys);
  const people = await aliasesOf(engines, stamps);
  const ids = [...new Set(stamps.map((stamp) => people.get(stamp) ?? stamp))].slice(0, found_most);
  return await Promise.all(ids.map((id) => customerIdentity({ engines }, id.toString())));
}

/**
 * Why this is one person: stamps, identifiers with what speaks against them, merges with the events that told them, and
 * what people decided. An id that became part of another gives that other's.
 * @throws {ProblemError} unknown_customer
 */
export async function customerIdentity(
  { engines }: Pick<Context<Engines>, "engines">,
  id: string,
): Promise<CustomerIdentity> {
  const one = await caseOf(engines, id);
  const [merges, decisions] = await Promise.all([mergesTold(engines, one), decisionsTold(engines, one)]);
  return {
    customer_id: one.customer_id.toString(),
    stamps: stampsTold(one),
    identifiers: identifiersTold(one),
    merges,
    decisions,
  };
}
