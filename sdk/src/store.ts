// What is remembered between pages: localStorage where it may be used, memory where not, a cookie for the anonymous id.

export interface Store {
  get(name: string): string | null;
  /** Remembers; false when only this page will. */
  set(name: string, value: string): boolean;
  remove(name: string): void;
  /** Names that begin with a prefix, in their order. */
  names(prefix: string): string[];
  /** From now on the disk may be used: what was kept in memory moves there, unless another tab was first. */
  open(): void;
  /** Forgets everything. */
  clear(): void;
}

/** @throws nothing: a browser that forbids storage throws at the mere mention of it. */
function attempt<Value>(work: () => Value, otherwise: Value): Value {
  try {
    return work();
  } catch {
    return otherwise;
  }
}

/** Stores under names that begin with `prefix`. Nothing is written to disk before `open`. */
export function createStore(prefix: string): Store {
  const memory = new Map<string, string>();
  let disk: Storage | undefined;
  const onDisk = () => (disk ? Object.keys(disk) : []).filter((name) => name.startsWith(prefix));
  const store: Store = {
    get: (name) => memory.get(name) ?? attempt(() => disk?.getItem(prefix + name), null) ?? null,
    set(name, value) {
      const written = attempt(() => {
        disk?.setItem(prefix + name, value);
        return disk !== undefined;
      }, false);
      if (written) memory.delete(name);
      else memory.set(name, value);
      return written;
    },
    remove(name) {
      memory.delete(name);
      attempt(() => disk?.removeItem(prefix + name), undefined);
    },
    names: (start) =>
      [...new Set([...attempt(onDisk, []).map((name) => name.slice(prefix.length)), ...memory.keys()])]
        .filter((name) => name.startsWith(start))
        .sort(),
    open() {
      disk = attempt(() => window.localStorage ?? undefined, undefined);
      for (const [name, value] of memory) {
        if (attempt(() => disk?.getItem(prefix + name), null) === null) store.set(name, value);
        else memory.delete(name);
      }
    },
    clear: () => store.names("").forEach(store.remove),
  };
  return store;
}

/** What stands on disk under a whole name, without opening a store. */
export function peek(name: string): string | null {
  return attempt(() => window.localStorage.getItem(name), null);
}

/** A cookie of ours, or null. */
export function readCookie(name: string): string | null {
  return attempt(() => {
    const start = `${name}=`;
    const found = document.cookie.split("; ").find((cookie) => cookie.startsWith(start));
    return found ? decodeURIComponent(found.slice(start.length)) : null;
  }, null);
}

/** Sets a cookie for a year, or removes it when the value is empty. */
export function writeCookie(name: string, value: string, domain: string | undefined): void {
  const parts = [`${name}=${encodeURIComponent(value)}`, "path=/", `max-age=${value ? 31536000 : 0}`, "samesite=lax"];
  if (domain) parts.push(`domain=${domain}`);
  if (location.protocol === "https:") parts.push("secure");
  // The Cookie Store API answers later and is not there without https.
  attempt(() => Reflect.set(document, "cookie", parts.join("; ")), false);
}
