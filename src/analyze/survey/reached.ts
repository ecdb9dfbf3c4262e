// Members of a segment whom links to a survey may reach, as they are read.
import { createInterface } from "node:readline";
import { Type } from "typebox";
import { Parse } from "typebox/value";
import type { ConsentFilter, Context } from "#contract";
import type { Engines } from "#storage";
import { consentingOf } from "../consent.ts";
import { conditionOf } from "../segment/store.ts";
import { leftOutQuery, reachedQuery } from "./reached.sql.ts";

/** One member and the address chosen. */
export interface ReachedMember {
  readonly customer_id: string;
  readonly address: string;
}

const Row = Type.Object({ customer_id: Type.String(), address: Type.String() });

/**
 * Members with an identifier of a kind whom a consent reaches, one after another, and how many are left out.
 * @throws {ProblemError} 404 unknown_segment; 400 consent_incomplete
 */
export async function reachedMembers(
  context: Context<Engines>,
  { segment, identifier, ...consent }: ConsentFilter & { readonly segment: string; readonly identifier: string },
): Promise<{ readonly members: AsyncIterable<ReachedMember>; readonly left_out: number }> {
  const { engines, now, signal } = context;
  const asked = { segment, identifier, consenting: consentingOf(consent, now()) };
  await conditionOf(engines, segment);
  const [left] = await leftOutQuery(engines.clickhouse, asked, { signal });
  const { name, sql } = reachedQuery.definition;
  const stream = await engines.clickhouse.stream(name, sql(asked), "JSONEachRow", { signal });
  async function* members() {
    for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }))
      if (line !== "") yield Parse(Row, JSON.parse(line));
  }
  return { members: members(), left_out: left?.customers ?? 0 };
}
