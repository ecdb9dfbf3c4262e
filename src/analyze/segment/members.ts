// Who belongs to a segment, as a page of customers and as a file.
import type { Readable } from "node:stream";
import { type ConsentFilter, type Context, type CustomerPage, type CustomerQuery, maskerOf } from "#contract";
import type { Engines } from "#storage";
import { consentingOf } from "../consent.ts";
import { customerPage } from "../customer/list.ts";
import { membersFileQuery, unreachedQuery } from "./members.sql.ts";
import { conditionOf } from "./store.ts";

/**
 * A page of the members: the list of customers, narrowed to them.
 * @throws {ProblemError} 404 unknown_segment
 */
export async function membersPage(
  context: Context<Engines>,
  id: string,
  query: Omit<CustomerQuery, "segment">,
): Promise<CustomerPage> {
  await conditionOf(context.engines, id);
  return await customerPage(context, { ...query, segment: id });
}

/** A file and how many it leaves out for want of consent; null when none was asked for. */
export interface MembersFile {
  readonly stream: Readable;
  readonly left_out: number | null;
}

/**
 * All members as CSV. Names stand in it for those who may see them.
 * @throws {ProblemError} 404 unknown_segment; 400 consent_incomplete
 */
export async function membersFile(context: Context<Engines>, id: string, asked: ConsentFilter): Promise<MembersFile> {
  const { engines, now, signal } = context;
  const consenting = consentingOf(asked, now());
  await conditionOf(engines, id);
  const [unreached] =
    consenting === null ? [] : await unreachedQuery(engines.clickhouse, { id, consenting }, { signal });
  const { name, sql } = membersFileQuery.definition;
  const statement = sql({ id, consenting, named: !maskerOf(context).masked });
  const stream = await engines.clickhouse.stream(name, statement, "CSVWithNames", { signal });
  return { stream, left_out: unreached?.customers ?? null };
}
