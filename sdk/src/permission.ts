// Whether anything may be collected: by the visitor's choice, by the site's, by the browser's.
import { peek } from "./store.ts";
import type { Consents, Options } from "./types.ts";

/** `on` collects, `wait` keeps in memory until there is a choice, `off` lets everything go. */
export type Permission = "on" | "wait" | "off";

/** What the choices made so far permit. A browser's refusal, where it is respected, stands above them. */
export function permissionOf(
  { consent = "given", consentCategory = "analytics" }: Pick<Options, "consent" | "consentCategory">,
  consents: Consents,
  refused: boolean,
): Permission {
  if (refused) return "off";
  const chosen = consents[consentCategory];
  if (chosen !== undefined) return chosen ? "on" : "off";
  return consent === "given" ? "on" : consent === "ask" ? "wait" : "off";
}

/** Whether the browser asks not to be followed: Do Not Track, Global Privacy Control. */
function browserRefuses(): boolean {
  return (
    navigator.doNotTrack === "1" || ("globalPrivacyControl" in navigator && navigator.globalPrivacyControl === true)
  );
}

/** Choices as they were stored; none when what is stored is not ours. */
export function readConsents(text: string | null): Record<string, boolean> {
  try {
    const known: unknown = JSON.parse(text ?? "{}");
    return typeof known === "object" && known !== null ? { ...known } : {};
  } catch {
    return {};
  }
}

/** What the visitor has chosen. */
export interface Choice {
  consents(): Consents;
  permission(): Permission;
  /** Takes over what was chosen on an earlier page, or in another tab a moment ago; false when nothing was. */
  look(): boolean;
  /** Adds to it; false when that changes nothing, as where a banner tells the same on every page. */
  add(categories: Consents): boolean;
}

export function createChoice(options: Options): Choice {
  const refused = options.respectDoNotTrack === true && browserRefuses();
  let consents: Consents = {};
  return {
    consents: () => consents,
    permission: () => permissionOf(options, consents, refused),
    look() {
      const stored = refused ? null : peek(`kompas.${options.writeKey}.consent`);
      if (stored !== null) consents = readConsents(stored);
      return stored !== null;
    },
    add(categories) {
      if (refused || Object.entries(categories).every(([name, agreed]) => consents[name] === agreed)) return false;
      consents = { ...consents, ...categories };
      return true;
    },
  };
}
