// An HTTP hook as somebody writes it: refused where it could not work or could lead where nothing may be led.
import { type HttpHook, type HttpHookDraft, ProblemError } from "#contract";
import type { Engines } from "#storage";
import { listPurposes } from "../../consent/purpose.ts";
import { builtInHooks } from "../hook/registry.ts";
import { checkUrl, type Policy } from "./guard.ts";
import { isSafeTemplate, placeholdersOf, templateUrl } from "./request.ts";

const bad = (code: string, message: string, field: string) => new ProblemError(422, code, message, field);

/** Headers that say how a message is sent: they are ours to write. */
const ours = new Set([
  "host",
  "connection",
  "content-length",
  "content-type",
  "transfer-encoding",
  "upgrade",
  "expect",
]);

const twice = (names: readonly string[]): string | undefined => names.find((name, at) => names.indexOf(name) !== at);

function checkNames({ fields, traits, headers, url }: HttpHookDraft): void {
  const names = fields.map(({ name }) => name);
  const missing = placeholdersOf(url).find((name) => !names.includes(name));
  if (missing !== undefined) throw bad("bad_field", `The URL names {${missing}}, but no field is called so`, "url");
  const double = twice(names) ?? twice(traits.map(({ name }) => name));
  if (double !== undefined) throw bad("bad_field", `${double} stands there twice`, "fields");
  const given = new Set(builtInHooks.flatMap(({ gives }) => gives));
  const taken = traits.find(({ name }) => given.has(name));
  if (taken) throw bad("bad_trait", `${taken.name} is given by a built-in hook; choose another name`, "traits");
  const header = headers.find(({ name }) => ours.has(name.toLowerCase()));
  if (header) throw bad("bad_header", `${header.name} is written by Kompas itself`, "headers");
  const repeated = twice(headers.map(({ name }) => name.toLowerCase()));
  if (repeated !== undefined) throw bad("bad_header", `${repeated} stands there twice`, "headers");
}

/** @throws {ProblemError} 422 bad_url, host_not_listed, private_url, bad_field, bad_trait, bad_header, unknown_purpose */
export async function checkDraft(engines: Engines, draft: HttpHookDraft, policy: Policy): Promise<void> {
  if (!isSafeTemplate(draft.url) || !URL.canParse(draft.url)) {
    throw bad("bad_url", "This is no https URL with {field} only in its path or query", "url");
  }
  checkNames(draft);
  checkUrl(templateUrl(draft.url), policy);
  const { purpose } = draft;
  if (purpose === null) return;
  const known = (await listPurposes(engines)).find(({ id }) => id === purpose.id);
  if (!known?.channels.some((channel) => channel === purpose.channel)) {
    throw bad("unknown_purpose", `There is no purpose ${purpose.id} with the channel ${purpose.channel}`, "purpose");
  }
}

/** What was there before, when a hook is changed. */
interface Before {
  readonly http: HttpHook | null;
  readonly secrets: Readonly<Record<string, string>>;
}

/**
 * The draft in two parts: what may be shown, and the values of its headers. A value that is left as it was is taken
 * from before, but never sent to another host than the one that it was written for.
 * @throws {ProblemError} 422 secret_missing
 */
export function partsOf(
  draft: HttpHookDraft,
  before: Before | undefined,
): { settings: HttpHook; secrets: Record<string, string> } {
  const { headers, ...settings } = draft;
  const stays = before?.http && templateUrl(before.http.url).host === templateUrl(draft.url).host;
  const secrets = headers.map(({ name, value }) => {
    const kept = value ?? (stays ? before.secrets[name] : undefined);
    if (kept === undefined) throw bad("secret_missing", `Write the value of the header ${name} anew`, "headers");
    return [name, kept] as const;
  });
  return {
    settings: { ...settings, headers: headers.map(({ name }) => ({ name })) },
    secrets: Object.fromEntries(secrets),
  };
}
