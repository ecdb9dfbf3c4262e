// Surveys as definitions.
import { Type } from "typebox";
import { ProblemError, Survey, SurveyState, SurveyTexts } from "#contract";
import { definition } from "#storage";
import { changeSurvey, checkSurvey, createSurvey, deleteSurvey, listSurveys } from "./survey.ts";

const { id, name, kind, scale, anonymous } = Survey.properties;
const { question, low, high, follow_up, thanks } = SurveyTexts.properties;
const said = (text: typeof question) => Type.String({ ...text, default: "" });
const Texts = Type.Object(
  { question: said(question), low: said(low), high: said(high), follow_up: said(follow_up), thanks: said(thanks) },
  { default: { question: "", low: "", high: "", follow_up: "", thanks: "" } },
);

export const surveyDefinition = definition({
  kind: "surveys",
  summary: "Questions to customers, each on one scale, by language; not what they answered",
  item: Type.Object({
    ...{ id, name, kind, scale },
    texts: Type.Object({ en: Texts, ru: Texts, pl: Texts }),
    state: Type.Union(SurveyState.anyOf, { default: "draft" }),
    anonymous: Type.Boolean({ ...anonymous, default: true }),
  }),
  keyOf: (item) => item.id,
  normal: (item) => ({ ...item, name: item.name.trim() }),
  async read({ engines }) {
    const rows = await listSurveys(engines);
    return rows.map(({ id, name, kind, scale, texts, state, anonymous }) => ({
      id,
      name,
      kind,
      scale,
      texts,
      state,
      anonymous,
    }));
  },
  async check(_context, item, { before }) {
    if (before && (before.kind !== item.kind || before.scale !== item.scale))
      throw new ProblemError(
        422,
        "scale_stays",
        "Answers on different scales are never pooled, so kind and scale stay; make another survey",
        before.kind === item.kind ? "scale" : "kind",
      );
    checkSurvey(item);
  },
  async put({ engines, caller, now }, { id, state, ...item }, before) {
    const writing = { by: caller?.name ?? "", now: now() };
    const { kind: _, scale: _scale, ...change } = item;
    if (!before) await createSurvey(engines, { id, ...item }, writing);
    await changeSurvey(engines, id, { ...change, state }, writing);
    return undefined;
  },
  remove: ({ engines }, { id }) => deleteSurvey(engines, id),
});
