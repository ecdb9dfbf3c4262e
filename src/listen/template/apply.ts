// Puts a template into the workspace, item by item. What exists already is left as it is and told, so that applying a
// template again, or to a workspace in use, takes nothing away.
import type { Context, Settings, Template, TemplateApplied } from "#contract";
import type { Engines } from "#storage";
import { listPurposes, setPurpose } from "../consent/purpose.ts";
import { askForChange, rulesToCome } from "../identify/change.ts";
import { usualRules } from "../identify/rules.ts";
import { addExpected } from "../plan/add.ts";
import { createSource, listImported, listSources } from "../source/record.ts";
import { createSurvey, listSurveys } from "../survey/survey.ts";
import { policiesInForce, setPolicy } from "../trait/policy.ts";

type Row = TemplateApplied["rows"][number];
type Language = "en" | "ru" | "pl";

/** What is others' to write: the workspace's settings, and segments. */
export interface House {
  readonly changeSettings: (engines: Engines, change: Partial<Settings>) => Promise<unknown>;
  /** False when there is a segment of that id. */
  readonly addSegment: (context: Context<Engines>, segment: NewSegment) => Promise<boolean>;
}

export interface NewSegment {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly condition: unknown;
}

function told(part: Row["part"], name: string, added: boolean): Row {
  return { part, name, result: added ? "added" : "left" };
}

async function putSources(engines: Engines, { sources }: Template, language: Language): Promise<Row[]> {
  const [own, imported] = await Promise.all([listSources(engines), listImported(engines)]);
  const there = new Set([...own.map(({ slug }) => slug), ...imported.map(({ source }) => source)]);
  const rows: Row[] = [];
  for (const { slug, kind, names } of sources) {
    if (!there.has(slug)) await createSource(engines, { name: names[language], kind }, {}, slug);
    rows.push(told("source", slug, !there.has(slug)));
  }
  return rows;
}

async function putEvents(engines: Engines, { events }: Template, language: Language): Promise<Row[]> {
  const expected = events.map(({ descriptions, properties, ...event }) => ({
    ...event,
    state: "approved" as const,
    description: descriptions[language],
    properties: properties.map(({ descriptions: of, ...property }) => ({
      ...property,
      state: "approved" as const,
      description: of[language],
      allowed: [],
    })),
  }));
  const added = await addExpected(engines, expected);
  return events.map(({ source, type, name }, at) =>
    told("event", `${source}: ${name === "" ? type : name}`, added[at] === true),
  );
}

async function putPurposes(engines: Engines, { purposes }: Template): Promise<Row[]> {
  const there = new Set((await listPurposes(engines)).map(({ id }) => id));
  const rows: Row[] = [];
  for (const { id, ...purpose } of purposes) {
    if (!there.has(id)) await setPurpose(engines, id, purpose);
    rows.push(told("purpose", id, !there.has(id)));
  }
  return rows;
}

// Behind what people carry and before what they use: there a number that somebody was given belongs.
const weakest = new Set(usualRules.kinds.slice(-3).map(({ kind }) => kind));

async function putIdentifiers({ engines, caller }: Context<Engines>, { identifiers }: Template): Promise<Row[]> {
  const rules = await rulesToCome(engines);
  const there = new Set(rules.kinds.map(({ kind }) => kind));
  const fresh = identifiers.filter(({ kind }) => !there.has(kind)).map(({ reasons: _, ...rule }) => rule);
  if (fresh.length > 0) {
    const before = rules.kinds.findIndex(({ kind }) => weakest.has(kind));
    const kinds = rules.kinds.toSpliced(before < 0 ? rules.kinds.length : before, 0, ...fresh);
    await askForChange({ engines, ...(caller ? { caller } : {}) }, { ...rules, kinds }, true);
  }
  return identifiers.map(({ kind }) => told("identifier", kind, !there.has(kind)));
}

async function putTraits({ engines, caller, now }: Context<Engines>, { traits }: Template): Promise<Row[]> {
  const { own: there } = await policiesInForce(engines);
  const rows: Row[] = [];
  for (const { name, policy, sources } of traits) {
    if (!there.has(name)) await setPolicy(engines, name, { policy, sources }, caller?.name ?? "", now());
    rows.push(told("trait", name, !there.has(name)));
  }
  return rows;
}

/** What a workspace begins with: another role was chosen by somebody. */
const first_role = "agent";

async function putSettings(
  context: Context<Engines>,
  { settings }: Template,
  { changeSettings }: House,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { name, value } of settings) {
    const added = context.settings[name] === first_role && value !== first_role;
    if (added) await changeSettings(context.engines, { [name]: value });
    rows.push(told("setting", name, added));
  }
  return rows;
}

async function putSegments(
  context: Context<Engines>,
  { segments }: Template,
  language: Language,
  { addSegment }: House,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { id, names, descriptions, condition } of segments) {
    const segment = { id, name: names[language], description: descriptions[language], condition };
    rows.push(told("segment", id, await addSegment(context, segment)));
  }
  return rows;
}

async function putSurveys(
  { engines, caller, now }: Context<Engines>,
  { surveys }: Template,
  language: Language,
): Promise<Row[]> {
  const there = new Set((await listSurveys(engines)).map(({ id }) => id));
  const rows: Row[] = [];
  for (const { id, kind, names, texts } of surveys) {
    const survey = { id, kind, texts, name: names[language] };
    if (!there.has(id)) await createSurvey(engines, survey, { by: caller?.name ?? "", now: now() });
    rows.push(told("survey", id, !there.has(id)));
  }
  return rows;
}

/** Puts every item of a template where its own page edits it. */
export async function applyTemplate(
  context: Context<Engines>,
  template: Template,
  language: Language,
  house: House,
): Promise<TemplateApplied> {
  const { engines } = context;
  const rows = [
    ...(await putSources(engines, template, language)),
    ...(await putEvents(engines, template, language)),
    ...(await putPurposes(engines, template)),
    ...(await putIdentifiers(context, template)),
    ...(await putTraits(context, template)),
    ...(await putSettings(context, template, house)),
    ...(await putSegments(context, template, language, house)),
    ...(await putSurveys(context, template, language)),
  ];
  return { rows };
}
