// kompas demo: starts Kompas, loads the sample if it is not there yet, and prints the dashboard's address.

import { Type } from "typebox";
import { ImportState, Workspace } from "#contract";
import { findRunning } from "#server";
import { type Client, connect, connectRunning } from "../client.ts";
import { type Command, exit, type Input } from "../command.ts";
import { follow, summary } from "../follow.ts";
import { configOf, keep, launch, openAddress, tellAddress } from "../launch.ts";

// The sample's shop sells in pounds; its file names no zone, so its days are taken as they are written.
const sampleSettings = { name: "Online Retail", currency: "GBP", time_zone: "UTC" };

/** Names the workspace after the sample, if nobody has used it yet. */
async function prepare(client: Client, input: Input): Promise<void> {
  const workspace = await client.json("/api/v1/workspace", Workspace, { signal: input.signal });
  if (workspace.events > 0 || workspace.name !== "") return;
  await client.json("/api/v1/workspace", Workspace, { method: "PATCH", body: sampleSettings });
}

/** Loads the sample once: an import of it that is done or on its way is not begun again. */
async function load(client: Client, input: Input): Promise<void> {
  const imports = await client.json("/api/v1/imports", Type.Object({ rows: Type.Array(ImportState) }), {
    signal: input.signal,
  });
  const samples = imports.rows.filter(({ location }) => location.kind === "sample");
  const loaded = samples.find(({ state }) => state === "done");
  if (loaded) {
    input.terminal.note("The sample is already loaded.");
    return;
  }
  await prepare(client, input);
  const running = samples.find(({ state }) => state === "running" || state === "waiting");
  const begun =
    running ??
    (await client.json("/api/v1/imports", ImportState, { method: "POST", body: { location: { kind: "sample" } } }));
  input.terminal.note("Loading the sample: orders of a British online shop, December 2010 to December 2011 …");
  input.terminal.note(summary(await follow(client, begun.id, input), client.address));
}

export const demo: Command = {
  name: "demo",
  summary: "Starts Kompas with the sample: a year of orders of an online shop",
  usage: "",
  words: [0, 0],
  flags: {},
  details: "The sample is the UCI Online Retail data set (CC BY 4.0). Asking again loads nothing twice.",
  async run(input) {
    const config = configOf(input);
    const running = await findRunning(config);
    if (running) {
      await load(await connectRunning(running, config, input.signal), input);
      input.terminal.out(`Open ${openAddress(config, config.public_url ?? running.address)}`);
      return exit.done;
    }
    const server = await launch(input, config);
    try {
      await load(connect(server.local_address, config.api_key ?? server.local_key), input);
    } catch (fault) {
      await server.stop();
      throw fault;
    }
    await tellAddress(input, config, server);
    await keep(input, server);
    return exit.done;
  },
};
