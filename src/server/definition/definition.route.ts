// Definitions over HTTP: written out, planned and applied.
import { Readable } from "node:stream";
import { Type } from "typebox";
import {
  Definitions,
  DefinitionsApplied,
  DefinitionsApply,
  DefinitionsPlan,
  DefinitionsQuery,
  DefinitionsRequest,
  ProblemError,
  type Route,
} from "#contract";
import { type Engines, route } from "#storage";
import type { Kompas } from "../kompas.ts";
import { applyFiles, readDefinitions } from "./apply.ts";
import { writeFile } from "./file.ts";
import { planFiles } from "./plan.ts";
import { definitionKinds, type Kind } from "./registry.ts";
import { FileSchema, fileSchema } from "./schema.ts";

/** @throws {ProblemError} 400 unknown_kind */
function chosen(kinds: readonly Kind[], names: string | undefined): readonly Kind[] {
  if (names === undefined) return kinds;
  return names.split(",").map((name) => {
    const kind = kinds.find((each) => each.kind === name.trim());
    if (kind) return kind;
    const known = kinds.map((each) => each.kind).join(", ");
    throw new ProblemError(400, "unknown_kind", `There are no definitions "${name}"; there are ${known}`, "kinds");
  });
}

/** The routes of definitions. */
export function definitionRoutes(kompas: Kompas): readonly Route<Engines>[] {
  const kinds = definitionKinds(kompas);
  const path = "/api/v1/definitions";
  const all = route({
    method: "GET",
    path,
    access: "analyst",
    summary: "All that people set up here, as files say it: without secrets and without data",
    query: DefinitionsQuery,
    reply: Definitions,
    handle: ({ query, context }) => readDefinitions(context, chosen(kinds, query.kinds)),
  });
  const yaml = route({
    method: "GET",
    path: `${path}.yaml`,
    access: "analyst",
    summary: "The same as a file of YAML",
    query: Type.Interface([DefinitionsQuery], {
      schema: Type.Optional(
        Type.String({ maxLength: 500, pattern: "^\\S+$", description: "Where editors find the file's JSON Schema" }),
      ),
    }),
    reply: "file",
    handle: async ({ query, context }) => ({
      stream: Readable.from([writeFile(await readDefinitions(context, chosen(kinds, query.kinds)), query.schema)]),
      file_name: "kompas.yaml",
      content_type: "application/yaml; charset=utf-8",
    }),
  });
  const schema = route({
    method: "GET",
    path: `${path}.schema.json`,
    access: "public",
    summary: "The JSON Schema of a file of definitions, for editors",
    reply: FileSchema,
    handle: async () => fileSchema(kinds),
  });
  const plan = route({
    method: "POST",
    path: `${path}/plan`,
    access: "analyst",
    summary: "What files of definitions would change here, field by field, or what is wrong with them",
    changes: false,
    body: DefinitionsRequest,
    reply: DefinitionsPlan,
    handle: async ({ body, context }) => (await planFiles(context, kinds, body)).plan,
  });
  const apply = route({
    method: "POST",
    path,
    access: "admin",
    summary: "Makes files of definitions what stands here",
    body: DefinitionsApply,
    reply: DefinitionsApplied,
    handle: ({ body, context, ip }) => applyFiles(context, kinds, body, { method: "POST", route: path, address: ip }),
  });
  return [all, yaml, schema, plan, apply];
}
