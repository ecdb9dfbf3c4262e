// Attached tables over HTTP: attach, change, detach, read now.
import { Type } from "typebox";
import { AttachedTable, AttachedTableDraft, type Route } from "#contract";
import { type Engines, route } from "#storage";
import { askForTable } from "./attached.job.ts";
import { changeTable, createTable, deleteTable, findTable, shownTable } from "./attached.record.ts";
import { checkMapping } from "./read.ts";

const Id = Type.Object({ id: Type.Integer({ minimum: 1 }) });

const attach = route({
  method: "POST",
  path: "/api/v1/enrichment/tables",
  access: "admin",
  summary: "Attaches a table that is read on a schedule and joined by an identifier",
  status: 201,
  body: AttachedTableDraft,
  reply: AttachedTable,
  handle: async ({ body, context: { engines, now } }) => {
    checkMapping(body.mapping);
    const row = await createTable(engines, body, now());
    if (row.enabled) await askForTable(engines, row.id, now());
    return shownTable(row);
  },
});

const change = route({
  method: "PUT",
  path: "/api/v1/enrichment/tables/:id",
  access: "admin",
  summary: "Changes where, how or when a table is read; a place that is as it was shown keeps its password",
  params: Id,
  body: AttachedTableDraft,
  reply: AttachedTable,
  handle: async ({ params, body, context: { engines, now } }) => {
    checkMapping(body.mapping);
    const row = await changeTable(engines, params.id, body, now());
    if (row.enabled) await askForTable(engines, row.id, now());
    return shownTable(row);
  },
});

const detach = route({
  method: "DELETE",
  path: "/api/v1/enrichment/tables/:id",
  access: "admin",
  summary: "Detaches a table; what it told stays",
  status: 204,
  params: Id,
  reply: Type.Null(),
  handle: async ({ params, context: { engines } }) => {
    await findTable(engines, params.id);
    await deleteTable(engines, params.id);
    return null;
  },
});

const readNow = route({
  method: "POST",
  path: "/api/v1/enrichment/tables/:id/run",
  access: "admin",
  summary: "Reads a table now",
  status: 202,
  params: Id,
  reply: AttachedTable,
  handle: async ({ params, context: { engines, now } }) => {
    const row = await findTable(engines, params.id);
    await askForTable(engines, row.id, now());
    return shownTable(row);
  },
});

export const attachedRoutes: readonly Route<Engines>[] = [attach, change, detach, readNow];
