// A template is put into a workspace: everything where its page edits it, nothing twice, nothing of one's own undone.
import { beforeEach, describe, expect, it } from "vitest";
import type { Context, Settings, TemplateApplied } from "#contract";
import type { Engines } from "#storage";
import { testContext } from "../../../tests/context.ts";
import { testEngines } from "../../../tests/engines.ts";
import { listPurposes } from "../consent/purpose.ts";
import { runChange } from "../identify/change.ts";
import { rulesInForce } from "../identify/record.ts";
import { readPlan } from "../plan/read.ts";
import { changeSource, listSources } from "../source/record.ts";
import { changeSurvey, findSurvey, listSurveys } from "../survey/survey.ts";
import { policiesInForce, setPolicy } from "../trait/policy.ts";
import { applyTemplate, type House } from "./apply.ts";
import { templateOf, templates } from "./registry.ts";

let context: Context<Engines>;
let changed: Partial<Settings>[];
let made: Map<string, string>;

const house: House = {
  changeSettings: async (_, change) => {
    changed.push(change);
  },
  addSegment: async (_, { id, name }) => {
    if (made.has(id)) return false;
    made.set(id, name);
    return true;
  },
};

/** Applies a template and lets the change of the identity rules that it asked for be made. */
async function apply(id: string): Promise<TemplateApplied> {
  const { engines, now, signal } = context;
  const applied = await applyTemplate(context, templateOf(id), "pl", house);
  const waiting = await engines.postgres.db
    .selectFrom("identity_change")
    .select("id")
    .where("state", "=", "waiting")
    .execute();
  for (const change of waiting) await runChange(engines, change.id, now, signal);
  return applied;
}

const of = ({ rows }: TemplateApplied, result: "added" | "left") =>
  rows.filter((row) => row.result === result).map(({ part, name }) => `${part} ${name}`);

describe("a template", () => {
  beforeEach(async () => {
    context = testContext(await testEngines());
    changed = [];
    made = new Map();
  });

  it("brings sources, expected events, purposes, identifiers and rules to an empty workspace", async () => {
    const { engines } = context;
    const applied = await apply("b2b_sales");
    expect(of(applied, "left")).toEqual(["identifier crm_id"]);
    const sources = await listSources(engines);
    expect(sources.find(({ slug }) => slug === "company-site")).toMatchObject({ name: "Strona firmy", kind: "site" });
    const plan = await readPlan(engines, { source: "crm" });
    expect(plan.events.map(({ name, state }) => [name, state])).toContainEqual(["Deal Worked", "approved"]);
    const deal = plan.events.find(({ name }) => name === "Deal Stage Changed");
    expect(deal?.properties.find(({ name }) => name === "stage")).toMatchObject({ type: "text", required: true });
    expect((await listPurposes(engines)).map(({ id }) => id)).toContain("sales_contact");
    const { rules } = await rulesInForce(engines.postgres.db);
    const kinds = rules.kinds.map(({ kind }) => kind);
    expect(kinds.indexOf("company_domain")).toBeLessThan(kinds.indexOf("device_id"));
    expect(rules.kinds.find(({ kind }) => kind === "company_domain")?.merges).toBe(false);
    expect([...(await policiesInForce(engines)).own.keys()].sort()).toEqual(["company", "job_title"]);
    expect(changed).toEqual([{ personal_data_role: "viewer" }]);
    expect(made.get("active_trial")).toBe("Próbują na poważnie");
    const surveys = await listSurveys(engines);
    expect(surveys.map(({ id, kind, state }) => `${id} ${kind} ${state}`)).toEqual([
      "after-onboarding csat draft",
      "after-support ces draft",
      "before-renewal nps draft",
    ]);
    expect(surveys.at(-1)?.texts.ru.question).toBe("Насколько вы готовы порекомендовать нас другой компании?");
  });

  it("applied again changes nothing, and leaves what people made of it", async () => {
    const { engines, now } = context;
    await apply("online_shop");
    await changeSource(engines, "web-shop", { name: "Our shop" });
    await changeSurvey(engines, "after-delivery", { name: "Our own", state: "open" }, { by: "Anna", now: now() });
    await setPolicy(engines, "phone", { policy: "oldest", sources: [] }, "Anna", now());
    const before = await readPlan(engines, {});
    const { version } = await rulesInForce(engines.postgres.db);
    const again = await apply("online_shop");
    expect(of(again, "added")).toEqual([]);
    expect(await readPlan(engines, {})).toEqual(before);
    expect((await rulesInForce(engines.postgres.db)).version).toBe(version);
    expect((await listSources(engines)).map(({ name }) => name)).toContain("Our shop");
    expect(await findSurvey(engines, "after-delivery")).toMatchObject({ name: "Our own", state: "open" });
  });

  it("applied twice before its rules are in force asks for them once", async () => {
    const { engines } = context;
    const template = templateOf("bank_branches");
    await applyTemplate(context, template, "en", house);
    const again = await applyTemplate(context, template, "en", house);
    expect(of(again, "added")).toEqual([]);
    expect(await engines.postgres.db.selectFrom("identity_change").select("id").execute()).toHaveLength(1);
  });
});

it.each(templates.map((template) => [template.id, template] as const))(
  "%s speaks of its own sources",
  (_, template) => {
    const slugs = new Set(template.sources.map(({ slug }) => slug));
    for (const { source } of template.events) expect(slugs).toContain(source);
    for (const { sources } of template.traits) for (const source of sources) expect(slugs).toContain(source);
    const keys = template.events.map(({ source, type, name }) => `${source} ${type} ${name}`);
    expect(new Set(keys).size).toBe(keys.length);
  },
);
