// People's rights over HTTP: who somebody is, what they asked for, its run, the copy and the certificate.
import { createReadStream, existsSync } from "node:fs";
import { Readable } from "node:stream";
import { Type } from "typebox";
import {
  ErasurePolicy,
  maskerOf,
  PersonFind,
  PersonFound,
  ProblemError,
  ReportLanguage,
  RightsAsk,
  RightsList,
  RightsRequest,
  type Route,
} from "#contract";
import { type Engines, route } from "#storage";
import { copyFiles } from "./copy.ts";
import { certificatePage } from "./html.ts";
import { findPeople, isErasedIdentifier, kindOfValue } from "./person.ts";
import {
  certificateIn,
  changePolicy,
  findRequest,
  listRequests,
  readPolicy,
  recordRequest,
  refuseRequest,
  requestsBy,
  shownRequest,
  takeUp,
} from "./request.ts";
import { setTombstones } from "./tombstone.ts";

const Id = Type.Object({ id: Type.Integer({ minimum: 1 }) });

const list = route({
  method: "GET",
  path: "/api/v1/privacy/requests",
  access: "agent",
  summary: "Requests of people for a copy of their data or its erasure, the newest first",
  reply: RightsList,
  handle: async ({ context }) => {
    const masker = maskerOf(context);
    const [rows, policy] = await Promise.all([listRequests(context.engines), readPolicy(context.engines)]);
    return { rows: rows.map((row) => shownRequest(row, masker, context.now())), policy };
  },
});

const one = route({
  method: "GET",
  path: "/api/v1/privacy/requests/:id",
  access: "agent",
  summary: "How a request stands",
  params: Id,
  reply: RightsRequest,
  handle: async ({ params, context }) =>
    shownRequest(await findRequest(context.engines, params.id), maskerOf(context), context.now()),
});

const find = route({
  method: "POST",
  path: "/api/v1/privacy/find",
  access: "agent",
  summary: "Who has an identifier, what was asked by it, and whether it is an erased person's",
  changes: false,
  body: PersonFind,
  reply: PersonFound,
  handle: async ({ body: { kind, value }, context }) => {
    const { engines } = context;
    const masker = maskerOf(context);
    const [people, requests, erased] = await Promise.all([
      findPeople(engines, kind, value),
      requestsBy(engines, value),
      isErasedIdentifier(engines, kind, value),
    ]);
    const shown = people.map(({ customer_id, identifiers }) => ({
      customer_id,
      identifiers: identifiers.map((known) => ({
        kind: known.kind,
        value: masker.identifier(known.kind, known.value),
      })),
    }));
    return { people: shown, requests, erased };
  },
});

const record = route({
  method: "POST",
  path: "/api/v1/privacy/requests",
  access: "agent",
  summary: "Records what a person asked for; nothing is done yet",
  status: 201,
  body: RightsAsk,
  reply: RightsRequest,
  handle: async ({ body, context }) => {
    const { engines, caller } = context;
    const row = await recordRequest(engines, body, await readPolicy(engines), { caller, now: context.now() });
    return shownRequest(row, maskerOf(context), context.now());
  },
});

const run = route({
  method: "POST",
  path: "/api/v1/privacy/requests/:id/run",
  access: "admin",
  summary: "Gathers the copy or erases the person; the identifier is typed once more",
  status: 202,
  params: Id,
  body: Type.Object({ confirm: Type.String({ maxLength: 500 }) }),
  reply: RightsRequest,
  handle: async ({ params, body, context }) => {
    const row = await takeUp(context.engines, params.id, body.confirm, context.caller?.name ?? "");
    return shownRequest(row, maskerOf(context), context.now());
  },
});

const refuse = route({
  method: "POST",
  path: "/api/v1/privacy/requests/:id/refuse",
  access: "admin",
  summary: "Ends a request without doing it; whom it was about is forgotten",
  params: Id,
  reply: RightsRequest,
  handle: async ({ params, context }) => {
    const row = await refuseRequest(context.engines, params.id, context.caller?.name ?? "", context.now());
    return shownRequest(row, maskerOf(context), context.now());
  },
});

// Not a GET: that somebody took a copy away belongs in the audit log.
const copy = route({
  method: "POST",
  path: "/api/v1/privacy/requests/:id/copy",
  access: "admin",
  summary: "The copy of a person's data as JSON or as a page, for a week",
  params: Id,
  body: Type.Object({ format: Type.Union([Type.Literal("json"), Type.Literal("html")]) }),
  reply: "file",
  handle: async ({ params, body: { format }, context }) => {
    const { file, expires_at } = await findRequest(context.engines, params.id);
    const path = file === null ? undefined : copyFiles(context.data_dir, file)[format];
    if (path === undefined || expires_at === null || expires_at <= context.now() || !existsSync(path)) {
      throw new ProblemError(404, "no_copy", "There is no copy (any more); run the request again for a new one");
    }
    const content_type = format === "json" ? "application/json; charset=utf-8" : "text/html; charset=utf-8";
    return { stream: createReadStream(path), file_name: `personal-data-${params.id}.${format}`, content_type };
  },
});

const certificate = route({
  method: "GET",
  path: "/api/v1/privacy/requests/:id/certificate",
  access: "agent",
  summary: "What an erasure did, table by table",
  params: Id,
  query: Type.Object({
    format: Type.Optional(Type.Union([Type.Literal("json"), Type.Literal("html")])),
    language: Type.Optional(ReportLanguage),
  }),
  reply: "file",
  handle: async ({ params, query, context }) => {
    const found = certificateIn(await findRequest(context.engines, params.id));
    if (found === undefined) throw new ProblemError(404, "no_certificate", "This request has no certificate");
    const { format = "json", language = "en" } = query;
    const text = format === "json" ? `${JSON.stringify(found, null, 2)}\n` : certificatePage(language, found);
    const content_type = format === "json" ? "application/json; charset=utf-8" : "text/html; charset=utf-8";
    return { stream: Readable.from([text]), file_name: `erasure-${params.id}.${format}`, content_type };
  },
});

const policy = route({
  method: "PATCH",
  path: "/api/v1/privacy/policy",
  access: "admin",
  summary: "What becomes of orders when nothing else is said",
  body: Type.Object({ policy: ErasurePolicy }),
  reply: Type.Object({ policy: ErasurePolicy }),
  handle: async ({ body, context }) => {
    await changePolicy(context.engines, body.policy);
    return { policy: await readPolicy(context.engines) };
  },
});

const lift = route({
  method: "POST",
  path: "/api/v1/privacy/lift",
  access: "admin",
  summary: "Lets in again what comes by an erased person's identifier",
  status: 204,
  body: PersonFind,
  reply: Type.Null(),
  handle: async ({ body: { kind, value }, context }) => {
    if (!(await isErasedIdentifier(context.engines, kind, value)))
      throw new ProblemError(404, "not_found", "Nobody was erased by this identifier", "value");
    const known = { kind: kind ?? kindOfValue(value), value };
    await setTombstones(context.engines, [known], { request_id: 0, lifted: true, now: context.now() });
    return null;
  },
});

export const rightsRoutes: readonly Route<Engines>[] = [
  list,
  one,
  find,
  record,
  run,
  refuse,
  copy,
  certificate,
  policy,
  lift,
];
