// Identity over HTTP: the rules, changes tried and applied, why a customer is one person, what people decide.
import { Type } from "typebox";
import {
  type Context,
  CustomerId,
  CustomerIdentity,
  DecisionRequest,
  IdentityChange,
  IdentityLookup,
  IdentityRules,
  IdentityRulesState,
  maskerOf,
  type Route,
} from "#contract";
import { type Engines, route } from "#storage";
import { askForChange, changeState } from "./change.ts";
import { decide, undoDecision } from "./decision.ts";
import { customerIdentity, identitiesOf } from "./evidence.ts";
import { rulesInForce } from "./record.ts";
import { checkRules, plainRules } from "./rules.ts";

type Asked = Pick<Context<Engines>, "engines" | "caller" | "settings">;

const ById = Type.Object({ id: Type.Integer({ minimum: 1 }) });

const rules = route({
  method: "GET",
  path: "/api/v1/identity/rules",
  access: "viewer",
  summary: "The rules by which identifiers make people",
  reply: IdentityRulesState,
  handle: async ({ context }) => {
    const inForce = await context.engines.postgres.guarded("listen.identify.rules", rulesInForce);
    const { version, changed_by, changed_at } = inForce;
    return { version, changed_by, changed_at: changed_at?.toISOString() ?? null, rules: plainRules(inForce.rules) };
  },
});

const change = route({
  method: "POST",
  path: "/api/v1/identity/changes",
  access: "analyst",
  summary: "Tries rules: a job that tells whom it would merge and split",
  status: 202,
  changes: false,
  body: Type.Object({ rules: IdentityRules }),
  reply: IdentityChange,
  handle: ({ body, context }) => {
    checkRules(body.rules);
    return askForChange(context, body.rules, false);
  },
});

const apply = route({
  method: "PUT",
  path: "/api/v1/identity/rules",
  access: "admin",
  summary: "Puts rules in force: a job makes out everybody anew and tells whom it merged and split",
  status: 202,
  body: Type.Object({ rules: IdentityRules }),
  reply: IdentityChange,
  handle: ({ body, context }) => askForChange(context, body.rules, true),
});

function shownChange(found: IdentityChange, context: Asked): IdentityChange {
  const mask = maskerOf(context);
  if (!found.result) return found;
  const examples = found.result.examples.map(({ kind, people }) => ({
    kind,
    people: people.map(({ customer_id, label }) => ({
      customer_id,
      label: label === customer_id ? label : mask.identifier("", label),
    })),
  }));
  return { ...found, result: { ...found.result, examples } };
}

const progress = route({
  method: "GET",
  path: "/api/v1/identity/changes/:id",
  access: "analyst",
  summary: "How a change of the rules stands, and what it does",
  params: ById,
  reply: IdentityChange,
  handle: async ({ params, context }) => shownChange(await changeState(context.engines, params.id), context),
});

function shownIdentity(found: CustomerIdentity, context: Asked): CustomerIdentity {
  const mask = maskerOf(context);
  const shown = <Item extends { readonly kind: string; readonly value: string }>(item: Item): Item => ({
    ...item,
    value: mask.identifier(item.kind, item.value),
  });
  return {
    ...found,
    stamps: found.stamps.map(shown),
    identifiers: found.identifiers.map((one) => ({ ...shown(one), clean: mask.identifier(one.kind, one.clean) })),
    merges: found.merges.map(shown),
  };
}

const identity = route({
  method: "GET",
  path: "/api/v1/customers/:id/identity",
  access: "viewer",
  summary: "Why a customer is one person: identifiers, merges with the events that tell them, decisions",
  params: Type.Object({ id: CustomerId }),
  reply: CustomerIdentity,
  handle: async ({ params, context }) => shownIdentity(await customerIdentity(context, params.id), context),
});

const lookup = route({
  method: "GET",
  path: "/api/v1/identity",
  access: "viewer",
  summary: "Everybody who is known by an identifier, and why each is one person",
  query: Type.Object({
    value: Type.String({ minLength: 1, maxLength: 500 }),
    kind: Type.Optional(Type.String({ maxLength: 40 })),
  }),
  reply: IdentityLookup,
  handle: async ({ query, context }) => {
    const rows = await identitiesOf(context, query.value, query.kind);
    return { rows: rows.map((row) => shownIdentity(row, context)) };
  },
});

const decision = route({
  method: "POST",
  path: "/api/v1/identity/decisions",
  access: "agent",
  summary: "Decides that customers are one, that they are not, or that an identifier is not theirs; followed at once",
  status: 201,
  body: DecisionRequest,
  reply: Type.Object({ id: Type.Integer() }),
  handle: async ({ body, context }) => ({
    id: await decide(context.engines, body, { by: context.caller?.name ?? "", at: context.now() }),
  }),
});

const undo = route({
  method: "POST",
  path: "/api/v1/identity/decisions/:id/undo",
  access: "agent",
  summary: "Takes a decision back: people are what they would be without it",
  status: 204,
  params: ById,
  reply: Type.Null(),
  handle: async ({ params, context }) => {
    await undoDecision(context.engines, params.id, context.caller?.name ?? "", context.now());
    return null;
  },
});

export const identityRoutes: readonly Route<Engines>[] = [
  rules,
  change,
  apply,
  progress,
  identity,
  lookup,
  decision,
  undo,
];
