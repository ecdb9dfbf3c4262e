// Business customers: leads, their deals through the stages, and the hours that managers worked on them.
import { arrival } from "./advertising.ts";
import { day_ms } from "./calendar.ts";
import { money } from "./catalog.ts";
import { sales } from "./company.ts";
import { cities } from "./names.ts";
import { exponential, gamma, happens, lognormal, pick, randomOf, weighted, weightsOf } from "./random.ts";
import type { World } from "./world.ts";

const origins = weightsOf(sales.origins);
const kinds = ["Hotel", "Biuro", "Restauracja", "Pensjonat", "Studio", "Kawiarnia"];
const industries = ["hospitality", "offices", "gastronomy", "hospitality", "design", "gastronomy"];
const names =
  "Pod Lipami,Nad Rzeką,Morska Fala,Stary Młyn,Złoty Kłos,Cichy Kąt,Biała Sowa,Leśna Polana,Rynek 7,Pod Dębem".split(
    ",",
  );

/** The `index`-th lead, from 1, with what becomes of it until the end of the history. */
export function leadComes(world: World, index: number): void {
  const { seed, out, until } = world;
  const uniform = randomOf(seed, 30, index);
  const created_at = arrival(world, uniform);
  const kind = Math.floor(uniform() * kinds.length);
  const value_minor = Math.round(lognormal(uniform, sales.value_minor, sales.value_sigma) / 10_000) * 10_000;
  const origin = weighted(uniform, origins);
  const owner = pick(uniform, sales.managers);
  const email = `zakupy@firma${index}.example`;
  const account = { email, group_id: `firma-${index}`, owner, origin, value: money(value_minor) };
  const described = {
    account_name: `${kinds[kind]} ${pick(uniform, names)}`,
    account_industry: industries[kind],
    account_city: pick(uniform, cities).city,
    account_employees: Math.round(lognormal(uniform, 18, 0.9)) + 1,
  };
  const person = 1_500_000_000 + index;
  out.begin(-person);
  out.row("sales", created_at, { event_name: "Lead Created", ...account, ...described, lead_id: `lead-${index}` });
  out.tell("identifier", { person: -person, kind: "email", value: email, mistyped: false, shared: false });
  const deal_id = `deal-${index}`;
  let at = created_at;
  let stage = "lead";
  let hours = 0;
  for (const { name, passes } of sales.stages) {
    at += exponential(uniform, sales.stage_days * day_ms);
    if (at >= until) break;
    const passed = happens(uniform, passes[origin]);
    const next = passed ? name : "lost";
    out.row("sales", at, { event_name: "Deal Stage Changed", ...account, deal_id, previous_stage: stage, stage: next });
    const worked = Math.round(gamma(uniform, 2, 2 / sales.stage_hours) * 4) / 4;
    out.row("sales", at, { event_name: "Deal Worked", ...account, deal_id, stage: next, hours: worked });
    hours += worked;
    stage = next;
    if (!passed) break;
  }
  out.tell("deal", { deal_id, created_at, origin, stage, value_minor, hours });
}
