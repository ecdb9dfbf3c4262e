// Conditions as trees: where each part stands, and which segments they name.
import type { Condition } from "#contract";

/** One part of a condition and its place: "" is the top, "of.1" the second of a group. */
export interface Placed {
  readonly path: string;
  readonly kind: Condition["kind"];
  readonly part: Condition;
}

/** Every part in the order of a walk from the top. */
export function placed(condition: Condition, path = ""): Placed[] {
  const own = { path, kind: condition.kind, part: condition };
  const below = (place: string) => (path === "" ? place : `${path}.${place}`);
  switch (condition.kind) {
    case "all":
    case "any":
      return [own, ...condition.of.flatMap((each, index) => placed(each, below(`of.${index}`)))];
    case "not":
      return [own, ...placed(condition.of, below("of"))];
    default:
      return [own];
  }
}

/** The segments that a condition names. */
export function segmentsIn(condition: Condition): string[] {
  return placed(condition).flatMap(({ part }) => (part.kind === "segment" ? [part.segment] : []));
}

/** Whether it holds otherwise only because classes were computed anew. */
export function hasClasses(condition: Condition): boolean {
  return placed(condition).some(({ kind }) => kind === "class");
}
