// Matching over HTTP: its settings, runs, versions of the model, and how good thresholds are.
import { Type } from "typebox";
import {
  MatchingSettings,
  MatchingState,
  MatchModelHead,
  MatchModelWhole,
  MatchQuality,
  MatchRun,
  MatchRunRequest,
  type Route,
} from "#contract";
import { type Engines, route } from "#storage";
import { labelCount, matchQuality } from "./label.ts";
import { activateModel, activeModel, findModel, listModels } from "./model.ts";
import { askForRun, cancelRun, findRun, listRuns, runningNow } from "./run-record.ts";
import { changeMatchingSettings, matchingSettings } from "./settings.ts";

const Id = Type.Object({ id: Type.Integer({ minimum: 1 }) });

const state = route({
  method: "GET",
  path: "/api/v1/matching",
  access: "analyst",
  summary: "Matching at a glance: settings, the run that works now, the active model, labels",
  reply: MatchingState,
  handle: async ({ context: { engines } }) => {
    const [settings, running, active, labels] = await Promise.all([
      matchingSettings(engines),
      runningNow(engines),
      activeModel(engines),
      labelCount(engines),
    ]);
    return { settings, running, active_model: active?.id ?? null, labels };
  },
});

const change = route({
  method: "PATCH",
  path: "/api/v1/matching/settings",
  access: "analyst",
  summary: "Changes thresholds, the answers that are needed, whether sure pairs merge, and the nightly run",
  body: Type.Partial(MatchingSettings),
  reply: MatchingSettings,
  handle: ({ body, context }) => changeMatchingSettings(context.engines, body, context.now()),
});

const ask = route({
  method: "POST",
  path: "/api/v1/matching/runs",
  access: "analyst",
  summary: "Asks for a matching run over all customers",
  status: 202,
  body: MatchRunRequest,
  reply: MatchRun,
  handle: ({ body, context }) => askForRun(context.engines, body, context.caller?.name ?? "", context.now()),
});

const runs = route({
  method: "GET",
  path: "/api/v1/matching/runs",
  access: "analyst",
  summary: "The last 50 matching runs, the newest first",
  reply: Type.Object({ rows: Type.Array(MatchRun) }),
  handle: async ({ context }) => ({ rows: await listRuns(context.engines) }),
});

const one = route({
  method: "GET",
  path: "/api/v1/matching/runs/:id",
  access: "analyst",
  summary: "How a matching run stands, and what it found",
  params: Id,
  reply: MatchRun,
  handle: ({ params, context }) => findRun(context.engines, params.id),
});

const cancel = route({
  method: "POST",
  path: "/api/v1/matching/runs/:id/cancel",
  access: "analyst",
  summary: "Ends a matching run before its end; what it merged so far stays",
  params: Id,
  reply: MatchRun,
  handle: ({ params, context }) => cancelRun(context.engines, params.id, context.now()),
});

const models = route({
  method: "GET",
  path: "/api/v1/matching/models",
  access: "analyst",
  summary: "Versions of the model, the newest first",
  reply: Type.Object({ rows: Type.Array(MatchModelHead) }),
  handle: async ({ context }) => ({ rows: await listModels(context.engines) }),
});

const model = route({
  method: "GET",
  path: "/api/v1/matching/models/:id",
  access: "analyst",
  summary: "A version of the model with its parameters",
  params: Id,
  reply: MatchModelWhole,
  handle: ({ params, context }) => findModel(context.engines, params.id),
});

const activate = route({
  method: "POST",
  path: "/api/v1/matching/models/:id/activate",
  access: "analyst",
  summary: "Makes a version of the model the one that runs score by",
  params: Id,
  reply: MatchModelHead,
  handle: ({ params, context }) => activateModel(context.engines, params.id),
});

const quality = route({
  method: "GET",
  path: "/api/v1/matching/quality",
  access: "analyst",
  summary: "Precision, recall and F1 of thresholds among the pairs that people settled",
  reply: MatchQuality,
  handle: ({ context }) => matchQuality(context.engines),
});

export const matchingRoutes: readonly Route<Engines>[] = [
  state,
  change,
  ask,
  runs,
  one,
  cancel,
  models,
  model,
  activate,
  quality,
];
