// The rules by which identifiers make people, as a definition.
import { IdentityRules } from "#contract";
import { definition } from "#storage";
import { askForChange, rulesToCome } from "./change.ts";
import { checkRules } from "./rules.ts";

export const identityDefinition = definition({
  kind: "identity",
  summary: "The rules by which identifiers make people",
  item: IdentityRules,
  read: async ({ engines }) => [await rulesToCome(engines)],
  async check(_context, rules) {
    checkRules(rules);
  },
  async put(context, rules) {
    await askForChange(context, rules, true);
    return "Everybody is made out anew by these rules in the background; the page Identity shows whom it merged and split";
  },
});
