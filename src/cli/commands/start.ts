// kompas start: the server, until Ctrl+C.
import { type Command, exit } from "../command.ts";
import { configOf, keep, launch, tellAddress } from "../launch.ts";

export const start: Command = {
  name: "start",
  summary: "Starts Kompas and prints its address, and the link to the first admin; Ctrl+C stops it",
  usage: "",
  words: [0, 0],
  flags: {},
  details: "KOMPAS_PORT, KOMPAS_DATA and the other settings are environment variables: kompas help settings",
  async run(input) {
    const config = configOf(input);
    const server = await launch(input, config);
    if (!input.signal.aborted) await tellAddress(input, config, server);
    await keep(input, server);
    return exit.done;
  },
};
