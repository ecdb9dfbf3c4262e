// How records are matched, as a definition; the model itself is learned here and is none.
import { MatchingSettings } from "#contract";
import { definition } from "#storage";
import { changeMatchingSettings, checkThresholds, matchingSettings } from "./settings.ts";

export const matchingDefinition = definition({
  kind: "matching",
  summary: "How records that may be one person are matched",
  item: MatchingSettings,
  read: async ({ engines }) => [await matchingSettings(engines)],
  async check(_context, settings) {
    checkThresholds(settings);
  },
  async put({ engines, now }, settings) {
    await changeMatchingSettings(engines, settings, now());
    return undefined;
  },
});
