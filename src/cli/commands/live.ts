// `kompas live`: events as they come in, a line each, like tail -f.
import { Value } from "typebox/value";
import { LiveEvent, LiveRate } from "#contract";
import { findRunning, readConfig } from "#server";
import { type Client, connectRunning } from "../client.ts";
import { type Command, CommandError, exit, type Input, UsageError } from "../command.ts";
import { demandSource } from "../known-source.ts";
import { count } from "../terminal.ts";

const signs = { accepted: "+", refused: "!", dropped: "-" } as const;

/** "10:42:07.125 + web-shop  Order Completed  anna@example.org": received (UTC), outcome, source, name, who. */
export function line(event: LiveEvent): string {
  const who = event.identifiers[0]?.value ?? "";
  const why = event.reason === null ? "" : `(${event.reason.code}) ${event.reason.message}`.trim();
  return [
    event.received_at.slice(11, 23),
    signs[event.outcome],
    event.source,
    event.name || event.type || "?",
    who,
    event.flags.join(","),
    why,
  ]
    .filter((text) => text !== "")
    .join("  ");
}

/** What could not be shown, said once until it changes. */
function sampling(input: Input): (rate: LiveRate) => void {
  let said = "";
  return ({ matched, shown }) => {
    const now = matched > shown ? `Showing ${count(shown)} of ${count(matched)} a second` : "";
    if (now === "" && said !== "") input.terminal.endStatus();
    if (now !== "") input.terminal.status(now);
    said = now;
  };
}

/** Prints what comes after `last_id` until the stream ends; how many that was, and the last. */
async function tail(input: Input, client: Client, left: number, last_id?: string) {
  const { flags, terminal, signal } = input;
  const query = {
    source: flags.text("source"),
    type: flags.text("type"),
    name: flags.text("name"),
    who: flags.text("who"),
    outcome: flags.text("outcome"),
  };
  const say = sampling(input);
  let printed = 0;
  let last = last_id;
  for await (const { event, id, data } of client.messages("/api/v1/live", { query, signal, last_id })) {
    if (event === "rate" && Value.Check(LiveRate, data)) say(data);
    if (event !== "live" || !Value.Check(LiveEvent, data)) continue;
    terminal.out(flags.on("json") ? JSON.stringify(data) : line(data));
    printed += 1;
    last = id;
    if (printed >= left) break;
  }
  return { printed, last };
}

export const live: Command = {
  name: "live",
  summary: "Shows events as they come in, until Ctrl+C",
  usage:
    "[--source <slug>] [--type <type>] [--name <text>] [--who <text>] [--outcome <outcome>] [--count <n>] [--json]",
  words: [0, 0],
  flags: {
    source: { means: "Only of this source", value: "slug" },
    type: { means: "track, identify, page, screen, group or alias", value: "type" },
    name: { means: "A part of the event's name", value: "text" },
    who: { means: "A part of any identifier, or a customer's id", value: "text" },
    outcome: { means: "accepted, refused or dropped (stopped by the block list)", value: "outcome" },
    count: { means: "Ends after so many events", value: "n" },
    json: { means: "Each event whole, as JSON, one a line" },
  },
  details:
    "Needs a running Kompas. Begins with what came last. A line is: received (UTC), + accepted, ! refused or - stopped, source, name, who. At most 50 events a second are shown; how many that is of is said.",
  async run(input) {
    const wanted = Number(input.flags.text("count") ?? Number.POSITIVE_INFINITY);
    if (!(wanted >= 1)) throw new UsageError("--count takes a number of events, 1 or more.");
    const config = readConfig(input.environment);
    const running = await findRunning(config);
    if (!running) throw new CommandError("No Kompas runs on this data folder: `kompas start` starts it.");
    const client = await connectRunning(running, config, input.signal);
    await demandSource(client, input.flags.text("source"));
    let left = wanted;
    let last_id: string | undefined;
    // The server ends a stream now and then, so that it looks again at who may watch.
    while (left > 0) {
      const { printed, last } = await tail(input, client, left, last_id);
      last_id = last;
      left -= printed;
      if (printed === 0 && left > 0) await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
    return exit.done;
  },
};
