// The rule of households, as a definition.
import { HouseholdRule } from "#contract";
import { definition } from "#storage";
import { checkedRule, readRule, setRule } from "./rule.ts";

export const householdDefinition = definition({
  kind: "households",
  summary: "Who shares a household",
  item: HouseholdRule,
  read: async ({ engines }) => [await readRule(engines)],
  async check(_context, rule) {
    checkedRule(rule);
  },
  async put({ engines, caller, settings, now }, rule) {
    await setRule(engines, rule, { by: caller?.name ?? "", country: settings.country }, now());
    return undefined;
  },
});
