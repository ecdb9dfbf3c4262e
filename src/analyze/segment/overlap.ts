// Exact counts of who belongs to several segments.
import type { SegmentOverlap } from "#contract";
import type { Asker } from "../condition/condition.ts";
import { overlapQuery } from "./overlap.sql.ts";
import { conditionOf } from "./store.ts";

/**
 * How many belong to exactly which of the asked segments, the most first.
 * @throws {ProblemError} 404 unknown_segment
 */
export async function segmentOverlap({ engines }: Asker, asked: readonly string[]): Promise<SegmentOverlap> {
  const ids = [...new Set(asked)];
  await Promise.all(ids.map((id) => conditionOf(engines, id)));
  const rows = await overlapQuery(engines.clickhouse, { ids });
  return {
    ids,
    rows: rows.map(({ mask, customers }) => ({
      members_of: ids.filter((_id, index) => Math.floor(mask / 2 ** index) % 2 === 1),
      customers,
    })),
  };
}
