// What an HTTP hook sends: the fields that were chosen, and of a person nothing else.
import { createHash } from "node:crypto";
import type { HookField, HttpHook } from "#contract";
import { keyOf, type Told } from "../hook/hook.ts";
import type { Call } from "./guard.ts";

/** Values of the fields by their names; undefined when one is missing without which nobody is asked. */
export function fieldsOf(fields: readonly HookField[], told: Told): Readonly<Record<string, string>> | undefined {
  const values: Record<string, string> = {};
  for (const { name, from, required } of fields) {
    const value = told[keyOf(from)]?.trim() ?? "";
    if (value !== "") values[name] = value;
    else if (required) return undefined;
  }
  return Object.keys(values).length === 0 ? undefined : values;
}

const placeholder = /\{([a-z][a-z0-9_]*)\}/g;

/** Names in braces of a URL. */
export function placeholdersOf(url: string): string[] {
  return [...url.matchAll(placeholder)].flatMap(([, name]) => (name === undefined ? [] : [name]));
}

/** The template as a URL, every placeholder filled with a letter: what does not depend on anybody. */
export function templateUrl(url: string): URL {
  return new URL(url.replace(placeholder, "x"));
}

/** Whether placeholders stand only where values cannot change whom we talk to. */
export function isSafeTemplate(url: string): boolean {
  const [, origin = ""] = /^(https?:\/\/[^/?#]*)/i.exec(url) ?? [];
  return origin !== "" && !/[{}\\]/.test(origin) && !/[{}]/.test(url.replace(placeholder, ""));
}

const depth = (url: URL) => url.pathname.split("/").length;

/**
 * The call for these values; undefined when a value cannot stand in the URL: `..` would lead to another path.
 * `secrets` are values of headers by name.
 */
export function callOf(
  hook: Pick<HttpHook, "url" | "method" | "fields">,
  values: Readonly<Record<string, string>>,
  secrets: Readonly<Record<string, string>>,
): Call | undefined {
  const url = new URL(hook.url.replace(placeholder, (_, name: string) => encodeURIComponent(values[name] ?? "")));
  const template = templateUrl(hook.url);
  if (depth(url) !== depth(template) || url.host !== template.host) return undefined;
  const body = hook.method === "POST" ? JSON.stringify(values) : undefined;
  const about =
    body === undefined ? {} : { "content-type": "application/json", "content-length": `${Buffer.byteLength(body)}` };
  return { url, body, headers: { accept: "application/json", "user-agent": "Kompas", ...secrets, ...about } };
}

/** By what an answer is known again: the same question of the same hook with the same wishes. */
export function answerKey(
  hook: Pick<HttpHook, "url" | "method" | "traits">,
  values: Readonly<Record<string, string>>,
): string {
  const { url, method, traits } = hook;
  const told = Object.entries(values).sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash("sha256")
    .update(JSON.stringify([url, method, traits, told]))
    .digest("hex");
}
