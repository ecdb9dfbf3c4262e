// Notes and the manager of a customer over HTTP.
import { Type } from "typebox";
import {
  type Context,
  CustomerId,
  ManagerChoice,
  Managing,
  maskerOf,
  Note,
  NotePatch,
  NoteText,
  type Route,
} from "#contract";
import { type Engines, route } from "#storage";
import { managerChoices, managing, setManager } from "./manager.ts";
import { type Asking, addNote, changeNote, notesOf, removeNote } from "./note.ts";

const ById = Type.Object({ id: CustomerId });
const OfNote = Type.Object({ id: CustomerId, note: Type.Integer({ minimum: 1 }) });

const asking = (context: Context<Engines>): Asking => ({ caller: context.caller, mask: maskerOf(context) });

const list = route({
  method: "GET",
  path: "/api/v1/customers/:id/notes",
  access: "viewer",
  summary: "Notes about a customer, the pinned ones first, then the newest",
  params: ById,
  reply: Type.Object({ rows: Type.Array(Note) }),
  handle: async ({ params, context }) => ({ rows: await notesOf(context.engines, params.id, asking(context)) }),
});

const add = route({
  method: "POST",
  path: "/api/v1/customers/:id/notes",
  access: "agent",
  summary: "Write a note about a customer",
  status: 201,
  params: ById,
  body: Type.Object({ text: NoteText, pinned: Type.Optional(Type.Boolean()) }),
  reply: Note,
  handle: ({ params, body, context }) => addNote(context.engines, params.id, body, asking(context), context.now()),
});

const change = route({
  method: "PATCH",
  path: "/api/v1/customers/:id/notes/:note",
  access: "agent",
  summary: "Change a note about a customer, or pin it",
  params: OfNote,
  body: NotePatch,
  reply: Note,
  handle: ({ params, body, context }) =>
    changeNote(context.engines, params.id, params.note, body, asking(context), context.now()),
});

const remove = route({
  method: "DELETE",
  path: "/api/v1/customers/:id/notes/:note",
  access: "agent",
  summary: "Delete a note about a customer",
  status: 204,
  params: OfNote,
  reply: Type.Null(),
  handle: async ({ params, context }) => {
    await removeNote(context.engines, params.id, params.note, context.caller);
    return null;
  },
});

const manager = route({
  method: "GET",
  path: "/api/v1/customers/:id/manager",
  access: "viewer",
  summary: "Who looks after a customer, and who did",
  params: ById,
  reply: Managing,
  handle: ({ params, context }) => managing(context.engines, params.id),
});

const manage = route({
  method: "PUT",
  path: "/api/v1/customers/:id/manager",
  access: "agent",
  summary: "Choose who looks after a customer",
  params: ById,
  body: Type.Object({ user_id: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()]) }),
  reply: Managing,
  handle: ({ params, body, context }) =>
    setManager(context.engines, params.id, body.user_id, context.caller?.name ?? "", context.now()),
});

const choices = route({
  method: "GET",
  path: "/api/v1/managers",
  access: "agent",
  summary: "Users who can look after customers",
  reply: Type.Object({ rows: Type.Array(ManagerChoice) }),
  handle: async ({ context }) => ({ rows: await managerChoices(context.engines) }),
});

export const noteRoutes: readonly Route<Engines>[] = [list, add, change, remove, manager, manage, choices];
