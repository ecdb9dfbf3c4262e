// kompas migrate: brings the tables of both engines up to date without starting the server.
import { findRunning, migrateKompas, readConfig } from "#server";
import { type Command, exit } from "../command.ts";

export const migrate: Command = {
  name: "migrate",
  summary: "Brings the tables of both engines up to date",
  usage: "",
  words: [0, 0],
  flags: {},
  details: "`kompas start` does so too; this is for engines of your own, before several servers start.",
  async run(input) {
    const config = readConfig(input.environment);
    const running = await findRunning(config);
    if (running) {
      input.terminal.out(
        `Up to date: Kompas ${running.version} runs at ${running.address} and migrated when it started.`,
      );
      return exit.done;
    }
    const applied = await migrateKompas(config);
    input.terminal.out(
      applied.length === 0 ? "Up to date: nothing was to be done." : `Up to date: applied ${applied.join(", ")}.`,
    );
    return exit.done;
  },
};
