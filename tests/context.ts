// What a route's handler is given, for tests that call answers as routes do.
import type { Context } from "#contract";
import type { Engines } from "#storage";

/** A context over the engines, in the given zone, in the summer of 2024. */
export function testContext(engines: Engines, time_zone = "UTC"): Context<Engines> {
  return {
    engines,
    settings: { name: "", currency: "EUR", time_zone, country: "", personal_data_role: "agent" },
    data_dir: "",
    now: () => new Date("2024-06-01T00:00:00Z"),
    signal: new AbortController().signal,
  };
}
