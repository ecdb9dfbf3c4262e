// Definitions: what people set up here, as files that are reviewed, kept and applied like code.
import { type Static, type TSchema, Type } from "typebox";
import type { Context } from "./route.ts";

/** The version of the files' format; each file begins with it. */
export const definitionsFormat = 1;

/** One definition that another one names: it has to be there, or to come with the same files. */
export interface DefinitionReference {
  readonly kind: string;
  readonly key: string;
  /** Where the other is named, below the item, e.g. "condition". */
  readonly field: string;
}

/** What an item is checked against: as it stands, and all of a kind as they will be. */
export interface DefinitionWorld<Item> {
  readonly before: Item | undefined;
  after(kind: string): readonly unknown[];
}

/**
 * Refuses an address that must not be called; `field` is where it was written, `after` tells which hosts will be listed.
 * Throws a ProblemError.
 */
export type CheckAddress<Engines> = (
  engines: Engines,
  url: string,
  field: string,
  after?: DefinitionWorld<unknown>["after"],
) => Promise<void>;

/**
 * A kind of definitions: how its items are read out, told apart, checked, put and removed, by the functions that its page
 * uses too. To add one: a file beside its subject, and a line in the list of its stage.
 */
export interface DefinitionKind<Engines, Item extends TSchema = TSchema> {
  /** What its part of a file is called. */
  readonly kind: string;
  /** What an item is, for editors and the reference. */
  readonly summary: string;
  /** An item. Its `default`s hold for what a file leaves out, and are left out of files. */
  readonly item: Item;
  /** What editors are told where the item's own schema says less. */
  readonly editor?: TSchema;
  // Methods, so that kinds of all schemas fit in one list.
  /** What tells an item from the others for ever. Without it a workspace has one: what a file leaves out stays. */
  keyOf?(item: Static<Item>): string;
  /** All that stand here, in the order in which a file has them. */
  read(context: Context<Engines>): Promise<readonly Static<Item>[]>;
  /** The form in which an item is kept: texts trimmed, lists in their order. */
  normal?(item: Static<Item>): Static<Item>;
  refers?(item: Static<Item>): readonly DefinitionReference[];
  /** Looks at an item before anything is written. @throws {ProblemError} with the field and the mend */
  check?(context: Context<Engines>, item: Static<Item>, world: DefinitionWorld<Static<Item>>): Promise<void>;
  /** Makes it, or makes it so. Gives what has to be told or done by hand, if anything. */
  put(context: Context<Engines>, item: Static<Item>, before: Static<Item> | undefined): Promise<string | undefined>;
  /** Left out where items are for ever. */
  remove?(context: Context<Engines>, item: Static<Item>): Promise<void>;
}

/** GET /api/v1/definitions: the version of the format, and each kind by its name: a list, or one. */
export const Definitions = Type.Record(Type.String(), Type.Unknown());
export type Definitions = Static<typeof Definitions>;

export const DefinitionsQuery = Type.Object({
  kinds: Type.Optional(Type.String({ maxLength: 500, description: "Only these kinds, e.g. segments,targets" })),
});

/** A file as it was written: YAML, of which JSON is a part. */
export const DefinitionFile = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 500 }),
  text: Type.String({ maxLength: 2_000_000 }),
});
export type DefinitionFile = Static<typeof DefinitionFile>;

/** POST /api/v1/definitions/plan */
export const DefinitionsRequest = Type.Object({
  files: Type.Array(DefinitionFile, { minItems: 1, maxItems: 500 }),
  /** Removes what stands here and is not in the files, of the kinds that the files name. */
  prune: Type.Optional(Type.Boolean()),
});
export type DefinitionsRequest = Static<typeof DefinitionsRequest>;

/** POST /api/v1/definitions: with the id of a plan nothing is done but what that plan says. */
export const DefinitionsApply = Type.Interface([DefinitionsRequest], { plan: Type.Optional(Type.String()) });
export type DefinitionsApply = Static<typeof DefinitionsApply>;

const Place = { file: Type.String(), line: Type.Integer() };

/** What is wrong with the files, and where; lines count from 1. */
export const DefinitionFault = Type.Object({
  ...Place,
  /** The place below the top of the file, e.g. "segments.2.condition.kind". */
  field: Type.String(),
  message: Type.String(),
});
export type DefinitionFault = Static<typeof DefinitionFault>;

/** A field that differs; null for what is not there. */
export const FieldChange = Type.Object({
  field: Type.String(),
  before: Type.Unknown(),
  after: Type.Unknown(),
});
export type FieldChange = Static<typeof FieldChange>;

const Named = { kind: Type.String(), key: Type.String({ description: "Empty where there is only one of the kind" }) };

export const DefinitionChange = Type.Object({
  ...Named,
  change: Type.Union([Type.Literal("add"), Type.Literal("change"), Type.Literal("remove")]),
  /** Where it was written; null of what is removed. */
  place: Type.Union([Type.Object(Place), Type.Null()]),
  fields: Type.Array(FieldChange),
});
export type DefinitionChange = Static<typeof DefinitionChange>;

export const DefinitionsPlan = Type.Object({
  /** Tells this plan from any other: the same files before the same workspace give the same. */
  id: Type.String(),
  /** With faults nothing is planned. */
  faults: Type.Array(DefinitionFault),
  /** In the order in which they would be made. */
  changes: Type.Array(DefinitionChange),
  unchanged: Type.Integer(),
  /** What stands here and not in the files, of the kinds that they name, and would be removed by `prune`. */
  beyond: Type.Array(Type.Object(Named)),
});
export type DefinitionsPlan = Static<typeof DefinitionsPlan>;

/** What was done, with what is left to be done by hand. */
export const DefinitionsApplied = Type.Object({
  changes: Type.Array(DefinitionChange),
  unchanged: Type.Integer(),
  notes: Type.Array(Type.Object({ ...Named, message: Type.String() })),
});
export type DefinitionsApplied = Static<typeof DefinitionsApplied>;
