// /api/v1/surveys…: the definitions of surveys.
import { Type } from "typebox";
import { type Caller, type Route, Survey, SurveyChange, SurveyCreate, SurveyId } from "#contract";
import { type Engines, route } from "#storage";
import { changeSurvey, createSurvey, deleteSurvey, findSurvey, listSurveys } from "./survey.ts";

const ById = Type.Object({ id: SurveyId });
const writing = ({ caller, now }: { readonly caller?: Caller; readonly now: () => Date }) => ({
  by: caller?.name ?? "",
  now: now(),
});

const list = route({
  method: "GET",
  path: "/api/v1/surveys",
  access: "viewer",
  summary: "Surveys: what they ask, on which scale, and whether they take answers",
  reply: Type.Object({ rows: Type.Array(Survey) }),
  handle: async ({ context }) => ({ rows: await listSurveys(context.engines) }),
});

const create = route({
  method: "POST",
  path: "/api/v1/surveys",
  access: "marketer",
  summary: "Makes a survey of a kind as a draft, with the usual texts in three languages",
  status: 201,
  body: SurveyCreate,
  reply: Survey,
  handle: ({ body, context }) => createSurvey(context.engines, body, writing(context)),
});

const find = route({
  method: "GET",
  path: "/api/v1/surveys/:id",
  access: "viewer",
  summary: "A survey",
  params: ById,
  reply: Survey,
  handle: ({ params, context }) => findSurvey(context.engines, params.id),
});

const change = route({
  method: "PATCH",
  path: "/api/v1/surveys/:id",
  access: "marketer",
  summary: "Changes a survey's texts, opens or closes it; its kind and scale stay",
  params: ById,
  body: SurveyChange,
  reply: Survey,
  handle: ({ params, body, context }) => changeSurvey(context.engines, params.id, body, writing(context)),
});

const remove = route({
  method: "DELETE",
  path: "/api/v1/surveys/:id",
  access: "marketer",
  summary: "Forgets a survey; its answers stay and go on counting",
  status: 204,
  params: ById,
  reply: Type.Null(),
  handle: async ({ params, context }) => {
    await deleteSurvey(context.engines, params.id);
    return null;
  },
});

export const surveyRoutes: readonly Route<Engines>[] = [list, create, find, change, remove];
