// Credentials in locations: known to this process while an import needs them, never written anywhere.
import type { Location } from "#contract";

const known = new Map<number, Location>();

function withoutSecrets(text: string): string {
  try {
    const url = new URL(text);
    if (url.password !== "") url.password = "***";
    if (url.protocol === "s3:" && url.username !== "") url.username = "***";
    // A signed URL carries its key in the query.
    if (url.search !== "") url.search = "?***";
    return url.toString();
  } catch {
    return text;
  }
}

/** The location as it may be stored and shown. */
export function shownLocation(location: Location): Location {
  return location.kind === "url" || location.kind === "database"
    ? { ...location, url: withoutSecrets(location.url) }
    : location;
}

/** Remembers a location with its credentials until {@link forgetSecret}. */
export function keepSecret(import_id: number, location: Location): void {
  if (JSON.stringify(shownLocation(location)) !== JSON.stringify(location)) known.set(import_id, location);
}

/** The location to read from; undefined when its credentials were lost with the process that knew them. */
export function fullLocation(import_id: number, stored: Location): Location | undefined {
  const location = known.get(import_id);
  if (location) return location;
  const hidden = (stored.kind === "url" || stored.kind === "database") && stored.url.includes("***");
  return hidden ? undefined : stored;
}

export function forgetSecret(import_id: number): void {
  known.delete(import_id);
}
