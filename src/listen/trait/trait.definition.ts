// Which of several words on a trait stands, as definitions.
import { Type } from "typebox";
import { TraitPolicyName } from "#contract";
import { definition } from "#storage";
import { checkedPolicy, policiesInForce, setPolicy } from "./policy.ts";

/** What stands for all traits without a rule of their own. */
const standard = "*";
const nameOf = (trait: string) => (trait === standard ? "" : trait);

export const traitDefinition = definition({
  kind: "traits",
  summary: "Which of several words on a trait stands",
  item: Type.Object({
    trait: Type.String({ minLength: 1, maxLength: 255, description: "* is every trait without a rule of its own" }),
    policy: TraitPolicyName,
    sources: Type.Array(Type.String({ minLength: 1, maxLength: 100 }), {
      ...{ maxItems: 50, uniqueItems: true, default: [] },
      description: "For policy source: the most trusted first",
    }),
  }),
  keyOf: ({ trait }) => trait,
  async read({ engines }) {
    const { standard: rest, own } = await policiesInForce(engines);
    const first = rest.policy === "newest" ? [] : [{ trait: standard, ...rest }];
    return [...first, ...[...own].map(([trait, policy]) => ({ trait, ...policy }))];
  },
  async check(_context, item) {
    checkedPolicy(item);
  },
  async put({ engines, caller, now }, { trait, ...policy }) {
    await setPolicy(engines, nameOf(trait), policy, caller?.name ?? "", now());
    return undefined;
  },
  async remove({ engines, caller, now }, { trait }) {
    await setPolicy(engines, nameOf(trait), null, caller?.name ?? "", now());
  },
});
