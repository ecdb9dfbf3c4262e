// Sources as definitions: what they are and how a webhook is understood, without keys, secrets and samples.
import { type Static, Type } from "typebox";
import { ProblemError, Signature, SourceKind, SourceRequest, sourceKinds, WebhookMapping } from "#contract";
import { definition } from "#storage";
import { presetOf, presetSettings } from "../webhook/presets/index.ts";
import { plainWebhook, type WebhookSettings, webhookSettings } from "../webhook/settings.ts";
import { changeSettings, changeSource, createSource, deleteSource, listSources, takenSlugs } from "./record.ts";

const Webhook = Type.Object({
  mapping: WebhookMapping,
  signature: Type.Union([Signature, Type.Null()], { default: null }),
});

const Item = Type.Object({
  slug: Type.String({
    pattern: "^[a-z0-9][a-z0-9_-]{0,99}$",
    description: "Stands in every event of the source: small letters, digits, - and _",
  }),
  name: SourceRequest.properties.name,
  kind: SourceKind,
  enabled: Type.Boolean({ default: true }),
  preset: Type.Union([Type.String(), Type.Null()], {
    default: null,
    description: "Of a webhook: the ready mapping that it begins with",
  }),
  webhook: Type.Union([Webhook, Type.Null()], {
    default: null,
    description: "Of a webhook: how payloads become events",
  }),
});
type Item = Static<typeof Item>;

/** What a new webhook begins with. */
function firstWebhook({ preset }: Pick<Item, "preset">): WebhookSettings {
  const ready = presetOf(preset);
  return ready ? presetSettings(ready) : plainWebhook;
}

function described({ mapping, signature }: WebhookSettings): Item["webhook"] {
  return { mapping, signature };
}

export const sourceDefinition = definition({
  kind: "sources",
  summary: "Where touchpoints come from",
  item: Item,
  keyOf: ({ slug }) => slug,
  normal: (item) => ({
    ...item,
    name: item.name.trim(),
    webhook: item.kind === "webhook" ? (item.webhook ?? described(firstWebhook(item))) : item.webhook,
  }),
  async read({ engines }) {
    const rows = await listSources(engines);
    return rows.map(({ slug, name, kind, enabled, settings }) => ({
      ...{ slug, name, enabled },
      kind: sourceKinds.find((known) => known === kind) ?? "other",
      preset: typeof settings.preset === "string" ? settings.preset : null,
      webhook: kind === "webhook" ? described(webhookSettings(settings)) : null,
    }));
  },
  async check({ engines }, item, { before }) {
    const refuse = (code: string, says: string, field: string) => new ProblemError(422, code, says, field);
    if (item.kind !== "webhook" && (item.webhook ?? item.preset) !== null)
      throw refuse("no_webhook", "Only a source of kind webhook has a mapping", item.webhook ? "webhook" : "preset");
    if (item.preset !== null && !presetOf(item.preset))
      throw refuse("no_such_preset", `There is no ready mapping "${item.preset}"`, "preset");
    if (before && before.kind !== item.kind)
      throw refuse("kind_stays", `The source is a ${before.kind} and stays one; make another source`, "kind");
    if (before && before.preset !== item.preset)
      throw refuse("preset_stays", "The preset tells what the source began with, and stays", "preset");
    if (!before && (await takenSlugs(engines, [item.slug])).has(item.slug))
      throw refuse("slug_taken", `Events of "${item.slug}" stand in the log; choose another slug`, "slug");
  },
  async put({ engines }, { slug, name, kind, enabled, preset, webhook }, before) {
    if (!before) {
      const first = kind === "webhook" ? { preset, webhook: firstWebhook({ preset }) } : {};
      await createSource(engines, { name, kind }, first, slug);
    }
    await changeSource(engines, slug, { name, enabled });
    if (webhook !== null)
      await changeSettings(engines, slug, ({ settings }) => ({
        settings: { ...settings, webhook: { ...webhookSettings(settings), ...webhook } },
      }));
    return before || !webhook?.signature
      ? undefined
      : "Enter the secret that its calls are signed with on the source's page";
  },
  remove: ({ engines }, { slug }) => deleteSource(engines, slug),
});
