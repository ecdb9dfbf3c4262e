// Files held against what stands: what is wrong with them, what would change, and in which order.
import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { Value } from "typebox/value";
import {
  type Context,
  type DefinitionChange,
  type DefinitionFault,
  type DefinitionReference,
  type DefinitionsPlan,
  type DefinitionsRequest,
  ProblemError,
} from "#contract";
import type { Engines } from "#storage";
import { differences } from "./difference.ts";
import { readFiles, type Written } from "./file.ts";
import { type Definition, inOrder } from "./order.ts";
import type { Kind } from "./registry.ts";
import { completed, isFields, plain, shapeFaults, withoutDefaults } from "./shape.ts";

export interface Planned {
  readonly plan: DefinitionsPlan;
  /** What is to be made, changed and removed, in this order. */
  readonly steps: readonly Definition[];
}

/** Definitions by kind and key. */
type ByKey<Value> = ReadonlyMap<Kind, ReadonlyMap<string, Value>>;

const keyOf = (kind: Kind, item: unknown): string => kind.keyOf?.(item) ?? "";

/** All that stands here, as it would be written, in the order in which it is read. */
export async function readStanding(context: Context<Engines>, kinds: readonly Kind[]): Promise<ByKey<unknown>> {
  const read = await Promise.all(
    kinds.map(async (kind) => {
      const items = (await kind.read(context)).map(plain);
      return [kind, new Map(items.map((item) => [keyOf(kind, item), normal(kind, item)]))] as const;
    }),
  );
  return new Map(read);
}

const normal = (kind: Kind, item: unknown): unknown => plain(kind.normal?.(item) ?? item);

/** What was written, as it would be kept; of what a workspace has once, what is left out stays. */
function understood({ kind, value }: Written, standing: ByKey<unknown>): { item: unknown } | { wrong: unknown } {
  const stands = kind.keyOf ? undefined : standing.get(kind)?.get("");
  const item = completed(kind.item, isFields(value) && isFields(stands) ? { ...stands, ...value } : value);
  return Value.Check(kind.item, item) && shapeFaults(kind.item, item).length === 0
    ? { item: normal(kind, item) }
    : { wrong: item };
}

interface Told {
  readonly definitions: readonly Definition[];
  readonly faults: readonly DefinitionFault[];
}

/** What was written, each held against what stands under its key. */
function told(items: readonly Written[], standing: ByKey<unknown>): Told {
  const definitions: Definition[] = [];
  const faults: DefinitionFault[] = [];
  for (const written of items) {
    const { kind } = written;
    const found = understood(written, standing);
    if ("wrong" in found) {
      faults.push(...shapeFaults(kind.item, found.wrong).map(({ path, message }) => written.fault(path, message)));
      continue;
    }
    const key = keyOf(kind, found.item);
    const first = definitions.find((each) => each.kind === kind && each.key === key)?.written;
    if (first) {
      const where = `${first.place.file}, line ${first.place.line}`;
      faults.push(written.fault([], `${[kind.kind, key].join(" ").trim()} was written before: ${where}; keep one`));
    } else definitions.push({ kind, key, before: standing.get(kind)?.get(key), after: found.item, written });
  }
  return { definitions, faults };
}

/** All definitions there are and will be. What only stands stays, or goes where it is pruned. */
function wholeOf(definitions: readonly Definition[], standing: ByKey<unknown>, pruned: ReadonlySet<string>) {
  const whole = new Map<Kind, ReadonlyMap<string, Definition>>();
  for (const [kind, items] of standing) {
    const goes = kind.remove !== undefined && pruned.has(kind.kind);
    const stays = [...items].map(([key, before]): [string, Definition] => [
      key,
      { kind, key, before, after: goes ? undefined : before, written: undefined },
    ]);
    const own = definitions.filter((each) => each.kind === kind);
    whole.set(kind, new Map([...stays, ...own.map((each): [string, Definition] => [each.key, each])]));
  }
  return whole;
}

type Whole = ReturnType<typeof wholeOf>;

const all = (whole: Whole): Definition[] => [...whole.values()].flatMap((each) => [...each.values()]);
const isMade = ({ before, after }: Definition) => after !== undefined && !isDeepStrictEqual(before, after);
const isRemoved = ({ before, after }: Definition) => before !== undefined && after === undefined;

function find(whole: Whole, kind: string, key: string): Definition | undefined {
  for (const [each, items] of whole) if (each.kind === kind) return items.get(key);
  return undefined;
}

/** A problem as the fault of a place; what nobody wrote cannot be mended in a file, so it is thrown on. */
function faultOf({ written, after }: Definition, fault: unknown): DefinitionFault {
  if (!(fault instanceof ProblemError) || !written) throw fault;
  const steps = (fault.field ?? "").split(/[./]/);
  // A field of a request that is none of the item is the item's as a whole.
  const field = isFields(after) && Object.hasOwn(after, steps[0] ?? "") ? steps : [];
  const message = fault.field ? fault.message.replace(`${fault.field}: `, "") : fault.message;
  return written.fault(field, message);
}

const refersOf = ({ kind, after }: Definition): readonly DefinitionReference[] => kind.refers?.(after) ?? [];

/** What is named and is not there, or would be taken away. */
function referenceFaults(whole: Whole, definition: Definition, files: DefinitionsRequest["files"]): DefinitionFault[] {
  return refersOf(definition).flatMap(({ kind, key, field }) => {
    const target = find(whole, kind, key);
    if (target?.after !== undefined) return [];
    if (definition.written && isMade(definition))
      return definition.written.fault(field.split("."), `There is no "${key}" among the ${kind}, here or in the files`);
    if (!target) return [];
    const message = `${kind} "${key}" would be removed, but ${definition.kind.kind} "${definition.key}" names it`;
    return { file: files[0]?.name ?? "", line: 1, field: kind, message };
  });
}

/** Looks at everything that would be made, before anything is. */
async function checkAll(
  context: Context<Engines>,
  whole: Whole,
  files: DefinitionsRequest["files"],
): Promise<DefinitionFault[]> {
  const after = (kind: string): unknown[] =>
    all(whole).flatMap((each) => (each.kind.kind === kind && each.after !== undefined ? [each.after] : []));
  const faults: DefinitionFault[] = [];
  for (const definition of all(whole).filter((each) => each.after !== undefined)) {
    try {
      const { kind, before } = definition;
      if (isMade(definition)) await kind.check?.(context, definition.after, { before, after });
      faults.push(...referenceFaults(whole, definition, files));
    } catch (fault) {
      faults.push(faultOf(definition, fault));
    }
  }
  return faults;
}

function changeOf({ kind, key, before, after, written }: Definition): DefinitionChange {
  const shown = (item: unknown) => (item === undefined ? {} : withoutDefaults(kind.item, item));
  const whole = before !== undefined && after !== undefined;
  return {
    ...{ kind: kind.kind, key },
    change: after === undefined ? "remove" : before === undefined ? "add" : "change",
    place: written?.place ?? null,
    fields: whole ? differences(before, after) : differences(shown(before), shown(after)),
  };
}

function planOf(faults: DefinitionFault[], steps: readonly Definition[], whole: Whole, named: ReadonlySet<string>) {
  const changes = steps.map(changeOf);
  const beyond = all(whole).filter(
    ({ kind, written, after }) => kind.remove && named.has(kind.kind) && !written && after !== undefined,
  );
  return {
    id: createHash("sha256").update(JSON.stringify(changes)).digest("hex").slice(0, 32),
    ...{ faults, changes },
    unchanged: all(whole).filter((each) => each.written && !isMade(each)).length,
    beyond: beyond.map(({ kind, key }) => ({ kind: kind.kind, key })),
  };
}

/** What the files would do here. Nothing is written. */
export async function planFiles(
  context: Context<Engines>,
  kinds: readonly Kind[],
  { files, prune = false }: DefinitionsRequest,
): Promise<Planned> {
  const { items, named, faults: unread } = readFiles(files, kinds);
  const standing = await readStanding(context, kinds);
  const { definitions, faults: wrong } = told(items, standing);
  const whole = wholeOf(definitions, standing, prune ? named : new Set());
  // What cannot be read is missed by what names it: that is said once.
  const early = [...unread, ...wrong];
  const faults = early.length > 0 ? early : await checkAll(context, whole, files);
  if (faults.length > 0) return { plan: planOf(faults, [], whole, named), steps: [] };
  const { order, circle } = inOrder(all(whole), refersOf);
  if (circle) {
    const names = circle.map(({ key }) => `"${key}"`).join(" names ");
    const [first] = circle.flatMap(({ written }) => written ?? []);
    const fault = first?.fault([], `This goes in a circle: ${names}; take one of them out`);
    return { plan: planOf(fault ? [fault] : [], [], whole, named), steps: [] };
  }
  const steps = [...order.filter(isMade), ...order.toReversed().filter(isRemoved)];
  return { plan: planOf([], steps, whole, named), steps };
}
