// Accounts as people change them over HTTP: members by hand, and the rule of households.
import { Type } from "typebox";
import {
  AccountId,
  type Context,
  CustomerId,
  HouseholdRule,
  HouseholdRun,
  Households,
  maskerOf,
  type Route,
} from "#contract";
import { type Engines, route } from "#storage";
import { sayMember } from "./by-hand.ts";
import { askForRun, households, readRun, setRule } from "./rule.ts";

const Member = Type.Object({ id: AccountId, customer_id: CustomerId });

const putIn = route({
  method: "PUT",
  path: "/api/v1/accounts/:id/members/:customer_id",
  access: "agent",
  summary: "Makes a customer a member of an account by hand, whatever was told",
  status: 204,
  params: Member,
  reply: Type.Null(),
  handle: async ({ params, context }) => {
    await sayMember(context, params.id, params.customer_id, "put_in");
    return null;
  },
});

const takeOut = route({
  method: "DELETE",
  path: "/api/v1/accounts/:id/members/:customer_id",
  access: "agent",
  summary: "Takes a member out of an account by hand; what is told later does not bring them back",
  status: 204,
  params: Member,
  reply: Type.Null(),
  handle: async ({ params, context }) => {
    await sayMember(context, params.id, params.customer_id, "taken_out");
    return null;
  },
});

/** A run as the caller may see it: its examples name people. */
function masked(context: Context<Engines>, run: HouseholdRun): HouseholdRun {
  const masker = maskerOf(context);
  if (run.result === null) return run;
  const examples = run.result.examples.map(({ label, shared, members }) => ({
    label: masker.text(label),
    shared: shared.map(masker.text),
    members: members.map(({ customer_id, name }) => ({ customer_id, name: masker.name(name) })),
  }));
  return { ...run, result: { ...run.result, examples } };
}

function asker({ caller, settings }: Context<Engines>) {
  return { by: caller?.name ?? "", country: settings.country };
}

const read = route({
  method: "GET",
  path: "/api/v1/households",
  access: "analyst",
  summary: "Who shares a household by the rule, and the rule's last run",
  reply: Households,
  handle: async ({ context }) => {
    const { rule, last_run } = await households(context.engines);
    return { rule, last_run: last_run && masked(context, last_run) };
  },
});

const set = route({
  method: "PUT",
  path: "/api/v1/households",
  access: "analyst",
  summary: "Sets the rule of households and runs it; turned off, it ends the households that it had found",
  status: 202,
  body: HouseholdRule,
  reply: HouseholdRun,
  handle: async ({ body, context }) =>
    masked(context, await setRule(context.engines, body, asker(context), context.now())),
});

const dryRun = route({
  method: "POST",
  path: "/api/v1/households/dry-run",
  access: "analyst",
  summary: "Tries a rule: how many households of how many members it would make, with examples; changes nothing",
  status: 202,
  changes: false,
  body: HouseholdRule,
  reply: HouseholdRun,
  handle: async ({ body, context }) => {
    const { engines } = context;
    return await readRun(engines, await askForRun(engines, { ...body, enabled: true }, true, asker(context)));
  },
});

const run = route({
  method: "GET",
  path: "/api/v1/households/runs/:id",
  access: "analyst",
  summary: "How far a run of the rule of households is, and what it found",
  params: Type.Object({ id: Type.Integer({ minimum: 1 }) }),
  reply: HouseholdRun,
  handle: async ({ params, context }) => masked(context, await readRun(context.engines, params.id)),
});

export const accountRoutes: readonly Route<Engines>[] = [putIn, takeOut, read, set, dryRun, run];
