// Surveys as they are defined: kept in PostgreSQL, written as drafts, opened when they can be read, closed.
import {
  ProblemError,
  type Survey,
  type SurveyChange,
  type SurveyCreate,
  surveyLanguages,
  surveyScales,
} from "#contract";
import { type Engines, StorageError } from "#storage";
import { freeSlug, slugOf } from "../source/slug.ts";
import { usualTexts } from "./texts.ts";

type Row = Omit<Survey, "scores" | "created_at" | "changed_at"> & {
  readonly created_at: Date;
  readonly changed_at: Date;
};

function scoresOf({ kind, scale }: Pick<Row, "kind" | "scale">): number[] {
  const least = kind === "nps" || kind === "enps" ? 0 : 1;
  return Array.from({ length: scale - least + 1 }, (_, at) => least + at);
}

const shown = ({ created_at, changed_at, ...row }: Row): Survey => ({
  ...row,
  scores: scoresOf(row),
  created_at: created_at.toISOString(),
  changed_at: changed_at.toISOString(),
});

/** What a survey must fulfil, whoever writes it. @throws {ProblemError} 422 bad_scale, team_is_anonymous, no_question */
export function checkSurvey(survey: Pick<Survey, "kind" | "scale" | "state" | "texts" | "anonymous">): void {
  const { kind, scale, state, texts, anonymous } = survey;
  const scales: readonly number[] = surveyScales[kind];
  if (!scales.includes(scale)) {
    const known = scales.toSorted((one, other) => one - other).join(", ");
    throw new ProblemError(422, "bad_scale", `A survey of the kind ${kind} has a scale up to ${known}`, "scale");
  }
  if (kind === "enps" && !anonymous)
    throw new ProblemError(
      422,
      "team_is_anonymous",
      "Answers of employees are never tied to a person: leave `anonymous` on",
      "anonymous",
    );
  if (state === "open" && surveyLanguages.every((language) => texts[language].question.trim() === ""))
    throw new ProblemError(
      422,
      "no_question",
      "Write the question in at least one language before you open the survey",
      "texts.en.question",
    );
}

/** All surveys, by name. */
export async function listSurveys({ postgres }: Engines): Promise<Survey[]> {
  const rows = await postgres.guarded("listen.survey.list", (db) =>
    db.selectFrom("survey").selectAll().orderBy("name").orderBy("id").execute(),
  );
  return rows.map(shown);
}

/** @throws {ProblemError} 404 unknown_survey */
export async function findSurvey({ postgres }: Engines, id: string): Promise<Survey> {
  const row = await postgres.guarded("listen.survey.find", (db) =>
    db.selectFrom("survey").selectAll().where("id", "=", id).executeTakeFirst(),
  );
  if (row) return shown(row);
  throw new ProblemError(404, "unknown_survey", `There is no survey "${id}"; GET /api/v1/surveys lists them`, "id");
}

/** Who writes, and when. */
export interface Writing {
  readonly by: string;
  readonly now: Date;
}

async function freeId(engines: Engines, name: string, kind: string): Promise<string> {
  const taken = new Set((await listSurveys(engines)).map(({ id }) => id));
  return freeSlug(slugOf(name) || kind, taken);
}

/** Makes a draft. @throws {ProblemError} 409 survey_taken, 422 bad_scale */
export async function createSurvey(engines: Engines, create: SurveyCreate, { by, now }: Writing): Promise<Survey> {
  const { name, kind, anonymous = true } = create;
  const { scale = surveyScales[kind][0], texts = usualTexts[kind] } = create;
  const id = create.id ?? (await freeId(engines, name, kind));
  checkSurvey({ kind, scale, texts, anonymous, state: "draft" });
  try {
    const row = await engines.postgres.guarded("listen.survey.create", (db) =>
      db
        .insertInto("survey")
        .values({
          ...{ id, kind, scale, anonymous, name: name.trim(), texts: JSON.stringify(texts), state: "draft" },
          ...{ created_at: now, changed_at: now, changed_by: by },
        })
        .returningAll()
        .executeTakeFirstOrThrow(),
    );
    return shown(row);
  } catch (fault) {
    if (fault instanceof StorageError && fault.code === "conflict")
      throw new ProblemError(409, "survey_taken", `"${id}" is taken; choose another id`, "id");
    throw fault;
  }
}

/** Changes a survey; what is left out stays. @throws {ProblemError} 404 unknown_survey, 422 no_question */
export async function changeSurvey(
  engines: Engines,
  id: string,
  { name, texts, ...change }: SurveyChange,
  { by, now }: Writing,
): Promise<Survey> {
  const before = await findSurvey(engines, id);
  checkSurvey({ ...before, ...change, ...(texts === undefined ? {} : { texts }) });
  const values = {
    ...change,
    ...(name === undefined ? {} : { name: name.trim() }),
    ...(texts === undefined ? {} : { texts: JSON.stringify(texts) }),
  };
  await engines.postgres.guarded("listen.survey.change", (db) =>
    db
      .updateTable("survey")
      .set({ ...values, changed_at: now, changed_by: by })
      .where("id", "=", id)
      .execute(),
  );
  return await findSurvey(engines, id);
}

/** Forgets a survey; its answers stay events and go on counting. @throws {ProblemError} 404 unknown_survey */
export async function deleteSurvey(engines: Engines, id: string): Promise<void> {
  await findSurvey(engines, id);
  await engines.postgres.guarded("listen.survey.delete", (db) =>
    db.deleteFrom("survey").where("id", "=", id).execute(),
  );
}
