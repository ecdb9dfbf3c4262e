// The block list over HTTP: list, add, take away, find, and what was stopped.
import { Type } from "typebox";
import { Block, BlockCount, BlockFind, BlockList, BlockRequest, type Masker, maskerOf, type Route } from "#contract";
import { type Engines, route } from "#storage";
import { addBlock, findBlocks, listBlocks, removeBlock, stoppedSince } from "./list.ts";

function shownBlock(block: Block, mask: Masker): Block {
  const identifiers = block.identifiers.map(({ kind, value }) => ({
    kind,
    value: value === null ? null : mask.identifier(kind, value),
  }));
  return { ...block, identifiers };
}

const list = route({
  method: "GET",
  path: "/api/v1/blocks",
  access: "analyst",
  summary: "Who and what is stopped at the gate, the newest line first",
  reply: BlockList,
  handle: async ({ context }) => {
    const rows = await listBlocks(context.engines, context.now());
    return { rows: rows.map((row) => shownBlock(row, maskerOf(context))) };
  },
});

const add = route({
  method: "POST",
  path: "/api/v1/blocks",
  access: "analyst",
  summary: "Stops a person, a source, an event's name or a network, at once",
  status: 201,
  body: BlockRequest,
  reply: Block,
  handle: async ({ body, context }) =>
    shownBlock(await addBlock(context.engines, body, context.caller?.name ?? "", context.now()), maskerOf(context)),
});

const remove = route({
  method: "DELETE",
  path: "/api/v1/blocks/:id",
  access: "analyst",
  summary: "Lets through again what comes from now on",
  status: 204,
  params: Type.Object({ id: Type.Integer({ minimum: 1 }) }),
  reply: Type.Null(),
  handle: async ({ params, context }) => {
    await removeBlock(context.engines, params.id);
    return null;
  },
});

const find = route({
  method: "POST",
  path: "/api/v1/blocks/find",
  access: "analyst",
  summary: "Which lines stop an identifier, those kept as fingerprints too",
  changes: false,
  body: BlockFind,
  reply: BlockList,
  handle: async ({ body, context }) => {
    const rows = await findBlocks(context.engines, body.identifier_kind, body.value, context.now());
    return { rows: rows.map((row) => shownBlock(row, maskerOf(context))) };
  },
});

const day_ms = 86_400_000;

const counts = route({
  method: "GET",
  path: "/api/v1/blocks/counts",
  access: "analyst",
  summary: "How much was stopped in the last days, by day, source and reason",
  query: Type.Object({ days: Type.Optional(Type.Integer({ minimum: 1, maximum: 366 })) }),
  reply: Type.Object({ rows: Type.Array(BlockCount) }),
  handle: async ({ query, context }) => {
    const since = new Date(context.now().getTime() - ((query.days ?? 30) - 1) * day_ms);
    return { rows: await stoppedSince(context.engines, since.toISOString().slice(0, 10)) };
  },
});

export const blockRoutes: readonly Route<Engines>[] = [list, add, remove, find, counts];
