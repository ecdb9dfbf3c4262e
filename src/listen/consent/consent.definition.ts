// Purposes of consent, and what categories mean, as definitions. Both are for ever: the ledger speaks of them.
import { type Static, Type } from "typebox";
import { Value } from "typebox/value";
import { Basis, Channel, ConsentCategory, channels, Localized, ProblemError, PurposeId } from "#contract";
import { definition } from "#storage";
import { listCategories, listPurposes, setCategory, setPurpose } from "./purpose.ts";

const Purpose = Type.Object({
  id: PurposeId,
  names: Localized,
  descriptions: Type.Object(Localized.properties, { default: { en: "", ru: "", pl: "" } }),
  basis: Basis,
  channels: Type.Array(Channel, { minItems: 1, maxItems: channels.length }),
  enabled: Type.Boolean({ default: true, description: "A purpose that is off reaches nobody and is asked of nobody" }),
});
type Purpose = Static<typeof Purpose>;

export const purposeDefinition = definition({
  kind: "purposes",
  summary: "What people may agree to, and by which channels it reaches them",
  item: Purpose,
  keyOf: ({ id }) => id,
  normal: (purpose) => ({ ...purpose, channels: channels.filter((channel) => purpose.channels.includes(channel)) }),
  read: ({ engines }) => listPurposes(engines),
  async put({ engines }, { id, ...purpose }) {
    await setPurpose(engines, id, purpose);
    return undefined;
  },
});

export const categoryDefinition = definition({
  kind: "categories",
  summary: "What a category of consent that sites, apps and files speak of means",
  item: ConsentCategory,
  keyOf: ({ category }) => category,
  normal: ({ category, targets }) => ({ category: category.trim().toLowerCase(), targets }),
  refers: ({ targets }) =>
    targets.map(({ purpose }, at) => ({ kind: "purposes", key: purpose, field: `targets.${at}.purpose` })),
  read: ({ engines }) => listCategories(engines),
  async check(_context, { targets }, { after }) {
    const purposes = after("purposes").filter((item): item is Purpose => Value.Check(Purpose, item));
    for (const [at, { purpose, channel }] of targets.entries())
      if (channel !== null && !purposes.find(({ id }) => id === purpose)?.channels.includes(channel))
        throw new ProblemError(
          422,
          "bad_target",
          `The purpose ${purpose} has no channel ${channel}`,
          `targets.${at}.channel`,
        );
  },
  async put({ engines }, category) {
    await setCategory(engines, category);
    return undefined;
  },
});
