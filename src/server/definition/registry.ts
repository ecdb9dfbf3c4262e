// Every kind of definitions, in the order in which they are made: what others name comes before them.
import { Value } from "typebox/value";
import { definitions as analyzeDefinitions } from "#analyze";
import { type CheckAddress, type DefinitionKind, EnrichmentHosts } from "#contract";
import { definitions as listenDefinitions } from "#listen";
import type { Engines } from "#storage";
import type { Kompas } from "../kompas.ts";
import { checkWebhook } from "../notice/webhook.ts";
import { settingsDefinition } from "../workspace.definition.ts";

export type Kind = DefinitionKind<Engines>;

/** Webhooks and hooks may call a host that the same files list. */
const checkAddress: CheckAddress<Engines> = (engines, url, field, after) => {
  const listed = after?.("hosts").flatMap((item) => (Value.Check(EnrichmentHosts, item) ? item.hosts : []));
  return checkWebhook(engines, url, field, listed);
};

/** All kinds. */
export function definitionKinds(kompas: Kompas): readonly Kind[] {
  return [settingsDefinition(kompas), ...listenDefinitions, ...analyzeDefinitions(checkAddress)];
}
