// Whether anything may be collected: by the visitor's choice, by the site's, by the browser's.
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
export function browserRefuses(): boolean {
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
