// An HTTP hook as its form holds it, and the request that is made of it. Pure.
import type { HookField, HttpHook, HttpHookDraft } from "#contract";

/** A row of a list in the form: `key` tells rows apart while they are written. */
export type Row<Value> = Value & { readonly key: number };

export interface Draft {
  readonly name: string;
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly fields: readonly Row<HookField>[];
  readonly traits: readonly Row<{ readonly name: string; readonly expression: string }>[];
  /** `value` null: the one that is kept stays. */
  readonly headers: readonly Row<{ readonly name: string; readonly value: string | null }>[];
  readonly timeout_s: number;
  readonly retries: number;
  readonly calls_per_minute: number;
  readonly keep_days: number;
  readonly keep_nothing_days: number;
  /** "purpose channel", "" for none. */
  readonly purpose: string;
}

const keyed = <Value extends object>(rows: readonly Value[]): Row<Value>[] => rows.map((row, key) => ({ ...row, key }));

/** A key that no row has. */
export const nextKey = (rows: readonly { readonly key: number }[]): number =>
  rows.reduce((most, { key }) => Math.max(most, key), -1) + 1;

export const emptyDraft: Draft = {
  name: "",
  method: "GET",
  url: "",
  fields: [{ key: 0, name: "email", from: { kind: "identifier", name: "email" }, required: true }],
  traits: [{ key: 0, name: "", expression: "" }],
  headers: [],
  timeout_s: 5,
  retries: 2,
  calls_per_minute: 60,
  keep_days: 30,
  keep_nothing_days: 7,
  purpose: "",
};

/** The form of a hook that there is. */
export function draftOf(hook: HttpHook): Draft {
  return {
    name: hook.name,
    method: hook.method,
    url: hook.url,
    fields: keyed(hook.fields),
    traits: keyed(hook.traits),
    headers: keyed(hook.headers.map(({ name }) => ({ name, value: null }))),
    timeout_s: hook.timeout_ms / 1000,
    retries: hook.retries,
    calls_per_minute: hook.calls_per_minute,
    keep_days: hook.keep_hours / 24,
    keep_nothing_days: hook.keep_nothing_hours / 24,
    purpose: hook.purpose === null ? "" : `${hook.purpose.id} ${hook.purpose.channel}`,
  };
}

const hours = (days: number) => Math.max(1, Math.round(days * 24));

/** What is sent; undefined while something that nobody can do without is missing. */
export function requestOf(draft: Draft): HttpHookDraft | undefined {
  const traits = draft.traits.filter(({ name, expression }) => name.trim() !== "" && expression.trim() !== "");
  const fields = draft.fields.filter(({ name, from }) => name !== "" && from.name.trim() !== "");
  const headers = draft.headers.filter(({ name }) => name.trim() !== "");
  if (draft.name.trim() === "" || draft.url.trim() === "" || traits.length === 0 || fields.length === 0)
    return undefined;
  const [id = "", channel = ""] = draft.purpose.split(" ");
  return {
    name: draft.name.trim(),
    method: draft.method,
    url: draft.url.trim(),
    fields: fields.map(({ name, from, required }) => ({ name, from: { ...from, name: from.name.trim() }, required })),
    traits: traits.map(({ name, expression }) => ({ name: name.trim(), expression })),
    headers: headers.map(({ name, value }) => ({ name: name.trim(), value })),
    timeout_ms: Math.round(draft.timeout_s * 1000),
    retries: draft.retries,
    calls_per_minute: draft.calls_per_minute,
    keep_hours: hours(draft.keep_days),
    keep_nothing_hours: hours(draft.keep_nothing_days),
    purpose: id === "" ? null : { id, channel },
  };
}
