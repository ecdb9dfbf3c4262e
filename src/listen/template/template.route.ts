// Templates over HTTP: what each brings, and putting one into the workspace.
import { Type } from "typebox";
import { type Route, TemplateApplied, TemplateList, TemplateRequest } from "#contract";
import { type Engines, route } from "#storage";
import { applyTemplate, type House } from "./apply.ts";
import { templateOf, templates } from "./registry.ts";

/** The routes; `house` writes what is others' to write. */
export function templateRoutes(house: House): readonly Route<Engines>[] {
  return [
    route({
      method: "GET",
      path: "/api/v1/templates",
      access: "viewer",
      summary:
        "Beginnings without data: sources, expected events, purposes, identifiers, rules, segments and surveys of a trade",
      reply: TemplateList,
      handle: async () => ({ rows: [...templates] }),
    }),
    route({
      method: "POST",
      path: "/api/v1/templates/:id/apply",
      access: "admin",
      summary: "Puts a template into the workspace; what exists already is left as it is, and told",
      params: Type.Object({ id: Type.String({ maxLength: 40 }) }),
      body: TemplateRequest,
      reply: TemplateApplied,
      handle: ({ params, body, context }) => applyTemplate(context, templateOf(params.id), body.language, house),
    }),
  ];
}
