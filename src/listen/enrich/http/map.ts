// An answer becomes traits by JSONata, in the same guarded thread as the mappings of webhooks.
import type { HttpHook } from "#contract";
import { evaluate } from "../../webhook/evaluate.ts";
import type { Traits } from "../hook/hook.ts";

export interface Mapped {
  readonly traits: Traits;
  readonly faults: readonly { readonly trait: string; readonly message: string }[];
}

// Targets of their own, so that a trait called "each" is a trait.
const target = "trait:";

function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/**
 * Traits that the expressions make of an answer (JSON); what gives nothing is left out, and an expression that fails
 * spoils no other.
 */
export async function mapAnswer(traits: HttpHook["traits"], body: string): Promise<Mapped> {
  const whole = await mapTogether(traits, body);
  if (whole.faults.length === 0 || traits.length === 1) return whole;
  const each = await Promise.all(traits.map((trait) => mapTogether([trait], body)));
  return {
    traits: Object.assign({}, ...each.map((one) => one.traits)),
    faults: each.flatMap(({ faults }) => faults),
  };
}

async function mapTogether(traits: HttpHook["traits"], body: string): Promise<Mapped> {
  const mapping = Object.fromEntries(traits.map(({ name, expression }) => [`${target}${name}`, expression]));
  const { events, faults } = await evaluate({ mapping, payload: body, headers: {} });
  const [made = {}] = events;
  return {
    traits: Object.fromEntries(
      Object.entries(made).flatMap(([name, value]) => {
        const text = textOf(value);
        return text === "" ? [] : [[name.slice(target.length), text] as const];
      }),
    ),
    faults: faults.map((fault) => ({ trait: fault.target.slice(target.length), message: fault.message })),
  };
}
