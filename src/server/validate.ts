// Checks what comes in against a route's schemas, and says which field is wrong and what it should be.

import type { TSchema } from "typebox";
import { Compile } from "typebox/compile";
import { Value } from "typebox/value";
import { ProblemError } from "#contract";
import { InvalidError } from "./problem.ts";

/** Text of a URL is converted to what the schema asks for; JSON already has types and is taken as it is. */
export type Part = "params" | "query" | "body";

interface Fault {
  readonly keyword: string;
  readonly instancePath: string;
  readonly message: string;
  readonly params: object;
}

/** Names that an object schema knows, or undefined when it takes any. */
function knownNames(schema: TSchema): readonly string[] | undefined {
  if (!("properties" in schema) || typeof schema.properties !== "object" || schema.properties === null)
    return undefined;
  return Object.keys(schema.properties);
}

/** The schema at a JSON pointer of a value, as far as it can be followed through objects and arrays. */
function schemaAt(schema: unknown, path: string): unknown {
  return path
    .split("/")
    .filter((step) => step !== "")
    .reduce<unknown>((at, step) => {
      const properties = member(at, "properties");
      return member(properties, step) ?? member(at, "items");
    }, schema);
}

function member(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}

/** The literals of a union of literals, or none. */
function choices(schema: unknown): string[] {
  const branches = member(schema, "anyOf");
  if (!Array.isArray(branches)) return [];
  const constants = branches.map((branch) => member(branch, "const"));
  return constants.every((constant) => constant !== undefined) ? constants.map(String) : [];
}

/** One sentence with the mend: what the field should be. */
function explain(schema: TSchema, faults: readonly Fault[]): { field: string; message: string } {
  // The last fault of the first path: of a union it is the one that speaks for the whole.
  const first = faults[0];
  const path = first?.instancePath ?? "";
  const fault = faults.findLast((other) => other.instancePath === path) ?? first;
  const missing = member(fault?.params, "requiredProperties");
  const field = [...path.split("/").slice(1), ...(Array.isArray(missing) ? missing.slice(0, 1).map(String) : [])].join(
    ".",
  );
  const allowed = choices(schemaAt(schema, path));
  if (Array.isArray(missing)) return { field, message: `${field} is missing.` };
  if (allowed.length > 0) return { field, message: `${field} must be one of ${allowed.join(", ")}.` };
  const description = member(schemaAt(schema, path), "description");
  const hint = typeof description === "string" ? ` (${description})` : "";
  return { field, message: `${field === "" ? "The value" : field} ${fault?.message ?? "does not fit"}${hint}.` };
}

/**
 * A function that gives back a checked value of one part of a request.
 * @throws {InvalidError} from the function, naming the first field that is wrong; names that nobody knows are wrong too,
 * since a mistyped filter that is ignored shows a wrong number.
 */
export function checker(schema: TSchema, part: Part): (value: unknown) => unknown {
  const compiled = Compile(schema);
  const names = knownNames(schema);
  return (given) => {
    const value = part === "body" ? given : Value.Convert(schema, given ?? {});
    if (names !== undefined && typeof value === "object" && value !== null) {
      const unknown = Object.keys(value).find((name) => !names.includes(name));
      if (unknown !== undefined) {
        throw new InvalidError(
          unknown,
          `There is no ${unknown} here; known are ${names.length > 0 ? names.join(", ") : "none"}.`,
        );
      }
    }
    if (compiled.Check(value)) return value;
    const { field, message } = explain(schema, compiled.Errors(value));
    throw new InvalidError(field, message);
  };
}

/**
 * Holds an answer against its schema: tests run with it, so that what the API's description says is true.
 * @throws {ProblemError} 500 reply_not_as_declared
 */
export function replyChecker(schema: TSchema): (value: unknown) => void {
  const compiled = Compile(schema);
  return (value) => {
    if (compiled.Check(value)) return;
    const { message } = explain(schema, compiled.Errors(value));
    throw new ProblemError(500, "reply_not_as_declared", message);
  };
}
