// What differs between two values, field by field.
import { isDeepStrictEqual } from "node:util";
import type { FieldChange } from "#contract";
import { isFields } from "./shape.ts";

/** What an item of a list is called, where it says so. */
function nameOf(value: unknown): string | undefined {
  if (!isFields(value)) return undefined;
  const name = value.name === "" ? value.type : (value.name ?? value.id);
  return typeof name === "string" ? name : undefined;
}

/** A list as a map by names, where each of its items has another one. */
function byName(list: readonly unknown[]): Map<string, unknown> | undefined {
  const found = new Map<string, unknown>();
  for (const item of list) {
    const name = nameOf(item);
    if (name === undefined || found.has(name)) return undefined;
    found.set(name, item);
  }
  return found;
}

function below(
  names: readonly string[],
  at: (name: string) => string,
  values: (name: string) => readonly [unknown, unknown],
): FieldChange[] {
  return [...new Set(names)].flatMap((name) => differences(...values(name), at(name)));
}

/** All fields that differ; null stands for what is not there. Items of lists are told by their names where they have any. */
export function differences(before: unknown, after: unknown, field = ""): FieldChange[] {
  if (isDeepStrictEqual(before, after)) return [];
  const dotted = (name: string) => (field === "" ? name : `${field}.${name}`);
  if (isFields(before) && isFields(after))
    return below([...Object.keys(before), ...Object.keys(after)], dotted, (name) => [before[name], after[name]]);
  if (Array.isArray(before) && Array.isArray(after) && before.length + after.length > 0) {
    const [old, fresh] = [byName(before), byName(after)];
    const same_order = old && fresh && isDeepStrictEqual([...old.keys()], [...fresh.keys()]);
    if (old && fresh && (same_order || old.size !== fresh.size))
      return below(
        [...old.keys(), ...fresh.keys()],
        (name) => `${field}[${name}]`,
        (name) => [old.get(name), fresh.get(name)],
      );
    if (before.length === after.length && [...before, ...after].every(isFields) && !old)
      return below(
        before.map((_, index) => String(index)),
        dotted,
        (at) => [before[Number(at)], after[Number(at)]],
      );
  }
  return [{ field, before: before ?? null, after: after ?? null }];
}
