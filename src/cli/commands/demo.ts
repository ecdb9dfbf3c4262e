// kompas demo: starts Kompas, loads the sample or the invented company if it is not there yet, and prints the address.

import { Type } from "typebox";
import { Value } from "typebox/value";
import { ImportState, SimulationRequest, Workspace } from "#contract";
import { findRunning } from "#server";
import { type Client, connect, connectRunning } from "../client.ts";
import { type Command, exit, type Input, UsageError } from "../command.ts";
import { loadCompany, sendLive } from "../company.ts";
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

interface Wish {
  readonly company: SimulationRequest | undefined;
  readonly rate_per_s: number | undefined;
}

function whole(input: Input, name: string): number | undefined {
  const text = input.flags.text(name);
  if (text === undefined) return undefined;
  if (!/^\d{1,10}$/.test(text)) throw new UsageError(`--${name} needs a whole number.`);
  return Number(text);
}

/** What the flags ask for. */
function wishOf(input: Input): Wish {
  const [customers, months, seed] = [whole(input, "customers"), whole(input, "months"), whole(input, "seed")];
  const rate_per_s = Number(input.flags.text("rate") ?? "3");
  if (!(rate_per_s > 0 && rate_per_s <= 1_000)) throw new UsageError("--rate needs a number of events, up to 1000.");
  const live = input.flags.on("live");
  const company = input.flags.on("company") || live;
  if (!company && [customers, months, seed, input.flags.text("rate")].some((value) => value !== undefined)) {
    throw new UsageError("These flags are for the invented company: kompas demo --company");
  }
  const request = {
    ...(customers === undefined ? {} : { customers }),
    ...(months === undefined ? {} : { months }),
    ...(seed === undefined ? {} : { seed }),
  };
  if (company && !Value.Check(SimulationRequest, request)) {
    throw new UsageError("--customers goes from 10 to 1000000, --months from 1 to 60.");
  }
  return { company: company ? request : undefined, rate_per_s: live ? rate_per_s : undefined };
}

/** Loads what is wished; gives what then goes on until Ctrl+C, if anything does. */
async function fill(client: Client, { company, rate_per_s }: Wish, input: Input) {
  if (company === undefined) {
    await load(client, input);
    return undefined;
  }
  const state = await loadCompany(client, company, input);
  return rate_per_s === undefined ? undefined : () => sendLive(client, state, rate_per_s, input);
}

export const demo: Command = {
  name: "demo",
  summary: "Starts Kompas with the sample, a year of orders of an online shop, or with an invented company",
  usage: "[--company [--customers <n>] [--months <n>] [--seed <n>]] [--live [--rate <n>]]",
  words: [0, 0],
  flags: {
    company: { means: "Simulates Latarnia, an invented retailer with all its touchpoints, instead of the sample" },
    customers: { means: "How many customers it has: 20000 when left out", value: "n" },
    months: { means: "How many months it has lived: 24 when left out", value: "n" },
    seed: { means: "The same number gives the same company: 1 when left out", value: "n" },
    live: { means: "Goes on in real time until Ctrl+C: what its customers do now comes in by the tracking API" },
    rate: { means: "Of --live: how many events a second, 3 when left out", value: "n" },
  },
  details:
    "The sample is the UCI Online Retail data set (CC BY 4.0). Asking again loads nothing twice. What is true of the invented company stands in truth/ in the data folder.",
  async run(input) {
    const wish = wishOf(input);
    const config = configOf(input);
    const running = await findRunning(config);
    if (running) {
      const goOn = await fill(await connectRunning(running, config, input.signal), wish, input);
      input.terminal.out(`Open ${openAddress(config, config.public_url ?? running.address)}`);
      await goOn?.();
      return exit.done;
    }
    const server = await launch(input, config);
    try {
      const client = connect(server.local_address, config.api_key ?? server.local_key);
      const goOn = await fill(client, wish, input);
      await tellAddress(input, config, server);
      await goOn?.();
    } catch (fault) {
      await server.stop();
      throw fault;
    }
    await keep(input, server);
    return exit.done;
  },
};
