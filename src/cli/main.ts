#!/usr/bin/env node
// The `kompas` program: the command line of this process, its terminal, its signals and its exit code.
import { run } from "./kompas.ts";
import { processTerminal } from "./terminal.ts";

/** Ctrl+C once asks the command to end, twice ends the process. */
function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  const interrupt = () => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
  };
  process.on("SIGINT", interrupt);
  process.on("SIGTERM", interrupt);
  return controller.signal;
}

process.exitCode = await run(process.argv.slice(2), {
  terminal: processTerminal(),
  environment: process.env,
  signal: interruptSignal(),
});
