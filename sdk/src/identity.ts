// Who the visitor is on this site: the anonymous id, the site's own id and group, and the session.
import { messageId, uuid } from "./id.ts";
import { readCookie, type Store, writeCookie } from "./store.ts";
import type { Options } from "./types.ts";

const cookie = "kompas_anonymous_id";
const anonymous = "anonymous";
const session = "session";

export interface Visitor {
  /** The anonymous id; the first call makes it. */
  anonymousId(): string;
  /** The session, which goes on by being asked for. */
  sessionId(now_ms: number): string;
  /** What the site said; null when nothing. */
  get(name: "user" | "group"): string | null;
  set(name: "user" | "group", value: string): void;
  /** Another person from now on. */
  forget(): void;
  /** Storage was opened: the id belongs into the cookie, too, where there is to be one. */
  opened(): void;
}

export function createVisitor(store: Store, options: Pick<Options, "cookieDomain" | "sessionMs">): Visitor {
  const { cookieDomain, sessionMs = 30 * 60_000 } = options;
  let open = false;
  const keep = (id: string) => {
    const kept = store.set(anonymous, id);
    // Where localStorage is forbidden cookies may yet be allowed.
    if (open && (!kept || cookieDomain)) writeCookie(cookie, id, cookieDomain);
  };
  const visitor: Visitor = {
    anonymousId() {
      const shared = open && cookieDomain ? readCookie(cookie) : null;
      const known = shared ?? store.get(anonymous) ?? (open ? readCookie(cookie) : null);
      if (known !== null) return known;
      const id = uuid();
      keep(id);
      return id;
    },
    sessionId(now_ms) {
      const [id, seen] = (store.get(session) ?? "").split(" ");
      const goesOn = id && seen && Math.abs(now_ms - Number(seen)) < sessionMs;
      const current = goesOn ? id : messageId(now_ms);
      store.set(session, `${current} ${now_ms}`);
      return current;
    },
    get: (name) => store.get(name),
    set(name, value) {
      store.set(name, value);
    },
    forget() {
      for (const name of [anonymous, session, "user", "group"]) store.remove(name);
      if (readCookie(cookie)) writeCookie(cookie, "", cookieDomain);
    },
    opened() {
      open = true;
      keep(readCookie(cookie) ?? visitor.anonymousId());
      // Made with the page and not with its first event, which several tabs may have at the same moment.
      visitor.sessionId(Date.now());
    },
  };
  return visitor;
}
