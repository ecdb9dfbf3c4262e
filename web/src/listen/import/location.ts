// Where rows come from, as the address of the page holds it. Pure.
import type { Location } from "#contract";

export const steps = ["choose", "preview", "map", "check"] as const;
export type Step = (typeof steps)[number];
export type LocationKind = Exclude<Location["kind"], "sample">;
export const kinds: readonly LocationKind[] = ["upload", "path", "url", "database"];

/** What the address holds: the step, and the location unless it is a secret. */
export interface ImportSearch {
  readonly step?: Step;
  readonly kind?: LocationKind;
  readonly at?: string;
  /** Name of an uploaded file. */
  readonly file?: string;
}

const text = (value: unknown): string | undefined =>
  typeof value === "string" || typeof value === "number" ? String(value) : undefined;

/** The search of an address, whatever is written there. */
export function parseSearch(raw: Record<string, unknown>): ImportSearch {
  const step = steps.find((known) => known === raw.step);
  const kind = kinds.find((known) => known === raw.kind);
  const at = text(raw.at);
  const file = text(raw.file);
  return {
    ...(step === undefined || step === "choose" ? {} : { step }),
    ...(kind === undefined ? {} : { kind }),
    ...(at === undefined ? {} : { at }),
    ...(file === undefined ? {} : { file }),
  };
}

/** The address of a location. A database's URL holds a password, so its place is memory alone. */
export function searchOf(location: Location, step: Step): ImportSearch {
  switch (location.kind) {
    case "upload":
      return { step, kind: "upload", at: location.upload_id, file: location.file_name };
    case "path":
      return { step, kind: "path", at: location.path };
    case "url":
      return { step, kind: "url", at: location.url };
    case "database":
      return { step, kind: "database" };
    case "sample":
      return {};
  }
}

/** The location that an address names; null when it names none. */
export function locationOf(search: ImportSearch): Location | null {
  if (search.at === undefined || search.at === "") return null;
  if (search.kind === "upload") return { kind: "upload", upload_id: search.at, file_name: search.file ?? search.at };
  if (search.kind === "path") return { kind: "path", path: search.at };
  if (search.kind === "url") return { kind: "url", url: search.at };
  return null;
}

/** A location as one line for a list, without a password. */
export function nameOf(location: Location): string {
  switch (location.kind) {
    case "upload":
      return location.file_name;
    case "path":
      return location.path;
    case "url":
      return hidePassword(location.url);
    case "database":
      return `${hidePassword(location.url)} · ${location.table}`;
    case "sample":
      return "UCI Online Retail";
  }
}

/** A URL without its password and query, which may hold keys. */
export function hidePassword(url: string): string {
  return url.replace(/(\/\/[^/:@]*):[^@/]*@/, "$1:•••@").replace(/\?.*$/, "");
}
