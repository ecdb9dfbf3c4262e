// The SDK's calls. Each is guarded: whatever goes wrong in here never reaches the page.
import { watchAddress, watchClicks } from "./auto.ts";
import { createCollector } from "./collector.ts";
import type { Kompas, Options, Trouble } from "./types.ts";

/** Makes what collects for one source. A page may have several. */
export function createKompas(options: Options): Kompas {
  const report = (trouble: Trouble) => {
    try {
      options.onError?.(trouble);
    } catch {}
  };
  const guard = (work: () => void) => {
    try {
      work();
    } catch (fault) {
      report({ code: "failed", message: String(fault), lost: 0 });
    }
  };
  const { visitor, sender, permission, tell, consent, cameFrom } = createCollector(options, report);
  /** What changes who the visitor is, where that may be known. */
  const known = (work: () => void) => guard(() => permission() !== "off" && work());

  const kompas: Kompas = {
    page: (name, properties, call) => guard(() => tell({ type: "page", name, properties }, call)),
    track: (event, properties, call) => guard(() => tell({ type: "track", event, properties }, call)),
    identify: (id, traits, call) =>
      known(() => {
        if (id !== undefined && id !== null && id !== "") {
          const before = visitor.get("user");
          // Somebody else at the same browser: what they do must not be added to the first one's.
          if (before !== null && before !== String(id)) visitor.forget();
          visitor.set("user", String(id));
        }
        tell({ type: "identify", traits }, call);
      }),
    group: (id, traits, call) =>
      known(() => {
        visitor.set("group", String(id));
        tell({ type: "group", groupId: String(id), traits }, call);
      }),
    alias: (id, previous, call) =>
      known(() => {
        const previousId = String(previous ?? visitor.get("user") ?? visitor.anonymousId());
        visitor.set("user", String(id));
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

  const { trackPages, trackClicks } = options;
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
  document.addEventListener("visibilitychange", () => guard(() => document.hidden && sender.flush()));
  return kompas;
}
