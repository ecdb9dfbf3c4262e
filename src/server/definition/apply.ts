// Makes what a plan says, step by step, after everything was looked at; each step stands in the audit log.
import {
  type Context,
  type DefinitionFault,
  type Definitions,
  type DefinitionsApplied,
  type DefinitionsApply,
  definitionsFormat,
  ProblemError,
} from "#contract";
import type { Engines } from "#storage";
import { noteDeed } from "../audit/audit.ts";
import type { Definition } from "./order.ts";
import { planFiles, readStanding } from "./plan.ts";
import type { Kind } from "./registry.ts";
import { withoutDefaults } from "./shape.ts";

/** All that stands, or only some kinds, as files say it. */
export async function readDefinitions(context: Context<Engines>, kinds: readonly Kind[]): Promise<Definitions> {
  const standing = await readStanding(context, kinds);
  const parts = [...standing].flatMap(([kind, items]) => {
    const shown = [...items.values()].map((item) => withoutDefaults(kind.item, item));
    const part = kind.keyOf ? shown : shown[0];
    return part === undefined ? [] : [[kind.kind, part] as const];
  });
  return { kompas: definitionsFormat, ...Object.fromEntries(parts) };
}

const place = ({ file, line, field }: DefinitionFault): string =>
  [`${file}, line ${line}`, field].filter((part) => part !== "").join(", ");

async function make(context: Context<Engines>, { kind, before, after }: Definition): Promise<string | undefined> {
  if (after !== undefined) return await kind.put(context, after, before);
  await kind.remove?.(context, before);
  return undefined;
}

const said = { add: "A definition was added", change: "A definition was changed", remove: "A definition was removed" };

/**
 * Makes what the files say.
 * @throws {ProblemError} 422 bad_definitions before anything is written; 409 plan_changed where the workspace or the files
 * are not those of the plan; 409 stopped where a step fails all the same: what came before it stands, and a second try
 * goes on from there
 */
export async function applyFiles(
  context: Context<Engines>,
  kinds: readonly Kind[],
  { plan: expected, ...request }: DefinitionsApply,
  route: { readonly method: string; readonly route: string; readonly address: string },
): Promise<DefinitionsApplied> {
  const { plan, steps } = await planFiles(context, kinds, request);
  const [fault] = plan.faults;
  if (fault) {
    const more = plan.faults.length === 1 ? "" : ` (and ${plan.faults.length - 1} more; ask for the plan to see all)`;
    throw new ProblemError(422, "bad_definitions", `${place(fault)}: ${fault.message}${more}`, fault.field);
  }
  if (expected !== undefined && expected !== plan.id) {
    const why = "What stands here has changed since the plan was made; look at it again";
    throw new ProblemError(409, "plan_changed", why, "plan");
  }
  const notes: DefinitionsApplied["notes"] = [];
  for (const [index, step] of steps.entries()) {
    const named = { kind: step.kind.kind, key: step.key };
    try {
      const message = await make(context, step);
      if (message !== undefined) notes.push({ ...named, message });
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
      const why = `${index} of ${steps.length} changes were made; ${named.kind} "${named.key}" was not: ${problem.message}`;
      throw new ProblemError(409, "stopped", why, problem.field);
    }
    const { change, fields } = plan.changes[index] ?? { change: "change" as const, fields: [] };
    const deed = { ...route, summary: said[change], object: `${named.kind} ${named.key}`.trim().slice(0, 200) };
    if (context.caller)
      await noteDeed(
        context.engines.postgres,
        { ...deed, actor: context.caller, fields: fields.map(({ field }) => field).slice(0, 50) },
        context.now(),
      );
  }
  return { changes: plan.changes, unchanged: plan.unchanged, notes };
}
