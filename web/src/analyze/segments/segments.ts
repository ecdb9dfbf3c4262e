// Segments as the pages know them: the list, its search, and what belongs to a class. Pure but for the hook.
import type { Condition, Segment, Segments, Vocabulary } from "#contract";
import { useApi } from "../../ui/api.ts";

export const segments_path = "/api/v1/segments";

/** How soon the list looks again: while members are being counted, and as they move. */
const counting_ms = 2_000;
const moving_ms = 10_000;

export function useSegments() {
  return useApi<Segments>(
    segments_path,
    {},
    {
      refetchInterval: ({ state }) =>
        state.data?.rows.some((row) => row.state === "computing") ? counting_ms : moving_ms,
    },
  );
}

/** Segments whose name, id or description contains all the words. */
export function found(rows: readonly Segment[], text: string): Segment[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  return rows.filter(({ id, name, description }) => {
    const all = `${id} ${name} ${description}`.toLowerCase();
    return words.every((word) => all.includes(word));
  });
}

/** A segment's condition; null for a list. The server has checked it. */
export function conditionOf(segment: { readonly condition: unknown }): Condition | null {
  const isCondition = (value: unknown): value is Condition =>
    typeof value === "object" && value !== null && "kind" in value;
  return isCondition(segment.condition) ? segment.condition : null;
}

/** A class that a segment can be made of in one click. */
export interface Ready {
  readonly scheme: string;
  readonly classes: readonly string[];
  readonly condition: Condition;
  /** The segment that already says this, if there is one. */
  readonly segment: Segment | undefined;
}

/** Schemes whose classes mean something alone, in the order in which they are shown. */
const offered = ["golden", "rfm", "lifecycle", "abc", "xyz", "aov_tier"];

/** Whether a condition is just these classes of a scheme, in whatever order. */
function asksFor(condition: Condition | null, scheme: string, classes: readonly string[]): boolean {
  if (condition?.kind !== "class" || condition.scheme !== scheme) return false;
  return condition.classes.toSorted().join() === classes.toSorted().join();
}

/** Ready segments by scheme; the golden classes are one. */
export function readySegments(schemes: Vocabulary["schemes"], rows: readonly Segment[]): Map<string, Ready[]> {
  const known = offered.flatMap((id) => schemes.find(({ scheme }) => scheme === id) ?? []);
  const ready = (scheme: string, classes: readonly string[]): Ready => {
    const condition: Condition = { kind: "class", scheme, classes: [...classes] };
    return { scheme, classes, condition, segment: rows.find((row) => asksFor(conditionOf(row), scheme, classes)) };
  };
  return new Map(
    known.map(({ scheme, classes }) => [
      scheme,
      scheme === "golden" ? [ready(scheme, classes)] : classes.map((each) => ready(scheme, [each])),
    ]),
  );
}
