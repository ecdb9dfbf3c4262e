// The SDK's calls. Each is guarded: whatever goes wrong in here never reaches the page.
import { type Guard, watchAddress, watchClicks } from "./auto.ts";
import { type Collector, createCollector } from "./collector.ts";
import type { Kompas, Options, Trouble } from "./types.ts";

/** An id of the site's, or null: the text of something else would make one person of all who have it. */
function idOf(value: unknown): string | null {
  return typeof value === "number" || (typeof value === "string" && value.trim() !== "") ? String(value) : null;
}

/** Listens to what is told without a call, and to the coming and going of the page and its network. */
function watchPage(guard: Guard, kompas: Kompas, { trackPages, trackClicks }: Options, collector: Collector): void {
  const { sender, cameFrom } = collector;
  if (trackPages) {
    // After the calls that follow ours, which may say who the visitor is.
    setTimeout(() => kompas.page());
    watchAddress(guard, (previous) => {
      cameFrom(previous);
      kompas.page();
    });
  }
  if (trackClicks) watchClicks(guard, kompas, trackClicks);
  addEventListener("pagehide", () => guard(sender.leave));
  addEventListener("pageshow", ({ persisted }) => guard(() => persisted && sender.wake()));
  addEventListener("online", () => guard(sender.wake));
  // Another tab's visitor has chosen: what waits in this one must not wait for its next event.
  addEventListener("storage", ({ key }) => guard(() => key?.endsWith(".consent") && collector.permission()));
  document.addEventListener("visibilitychange", () => guard(() => document.hidden && sender.flush()));
}

/** Makes what collects for one source. A page may have several. */
export function createKompas(options: Options): Kompas {
  const report = (trouble: Trouble) => {
    try {
      options.onError?.(trouble);
    } catch {}
  };
  const guard: Guard = (work) => {
    try {
      work();
    } catch (fault) {
      report({ code: "failed", message: String(fault), lost: 0 });
    }
  };
  const collector = createCollector(options, report);
  const { visitor, sender, permission, tell, consent } = collector;
  /** What changes who the visitor is, where that may be known. */
  const known = (work: () => void) => guard(() => permission() !== "off" && work());

  const kompas: Kompas = {
    page: (name, properties, call) => guard(() => tell({ type: "page", name, properties }, call)),
    track: (event, properties, call) => guard(() => tell({ type: "track", event, properties }, call)),
    identify: (id, traits, call) =>
      known(() => {
        const [user, before] = [idOf(id), visitor.get("user")];
        // Somebody else at the same browser: what they do must not be added to the first one's.
        if (user !== null && before !== null && before !== user) visitor.forget();
        if (user !== null) visitor.set("user", user);
        tell({ type: "identify", traits }, call);
      }),
    group: (id, traits, call) =>
      known(() => {
        const groupId = idOf(id);
        if (groupId === null) return;
        visitor.set("group", groupId);
        tell({ type: "group", groupId, traits }, call);
      }),
    alias: (id, previous, call) =>
      known(() => {
        const user = idOf(id);
        if (user === null) return;
        const previousId = idOf(previous) ?? visitor.get("user") ?? visitor.anonymousId();
        visitor.set("user", user);
        tell({ type: "alias", previousId }, call);
      }),
    reset: () => known(visitor.forget),
    consent: (categories) => guard(() => consent(categories)),
    flush: sender.flush,
    identity() {
      const none = permission() === "off";
      return {
        anonymousId: none ? null : visitor.anonymousId(),
        userId: none ? null : visitor.get("user"),
        groupId: none ? null : visitor.get("group"),
        sessionId: none ? null : visitor.sessionId(Date.now()),
      };
    },
  };

  watchPage(guard, kompas, options, collector);
  return kompas;
}
