// Finds a command by its name, runs it, and turns faults into messages and exit codes.
import { ConfigError, readVersion, StartError } from "#server";
import { type Command, CommandError, exit, help, type Input, readLine, UsageError } from "./command.ts";
import { commands } from "./registry.ts";
import { settingsHelp } from "./settings.ts";
import type { Terminal } from "./terminal.ts";

function overview(): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    "Kompas: customer experience management",
    "",
    ...commands.map(({ name, summary }) => `  kompas ${name.padEnd(width)}  ${summary}`),
    "",
    "kompas help <command> tells more; kompas help settings lists the environment variables.",
    "Every command takes --key <API key> for a Kompas that asks who calls.",
  ].join("\n");
}

/** The name that was probably meant: one that differs by little. */
function nearest(name: string): string | undefined {
  return commands
    .map((command) => command.name)
    .find((known) => known.startsWith(name.slice(0, 3)) || name.startsWith(known));
}

function find(name: string): Command {
  const command = commands.find((known) => known.name === name);
  if (command) return command;
  const meant = nearest(name);
  throw new UsageError(
    `There is no command "${name}".${meant === undefined ? "" : ` Did you mean \`kompas ${meant}\`?`} kompas help lists all.`,
  );
}

function showHelp(terminal: Terminal, name: string | undefined): number {
  terminal.out(name === undefined ? overview() : name === "settings" ? settingsHelp() : help(find(name)));
  return exit.done;
}

/** Takes --key out of a line: every command knows it, as the setting that it stands for. */
function withKey(args: readonly string[]): { args: readonly string[]; environment: Record<string, string> } {
  const at = args.findIndex((arg) => arg === "--key" || arg.startsWith("--key="));
  const found = args[at];
  if (found === undefined) return { args, environment: {} };
  const joined = found.startsWith("--key=");
  const key = joined ? found.slice("--key=".length) : args[at + 1];
  if (key === undefined || key === "") throw new UsageError("The flag --key needs an API key after it.");
  return { args: args.toSpliced(at, joined ? 1 : 2), environment: { KOMPAS_API_KEY: key } };
}

async function dispatch(args: readonly string[], rest: Omit<Input, "words" | "flags">): Promise<number> {
  const [name, ...after] = args;
  if (name === undefined || name === "help" || name === "--help" || name === "-h")
    return showHelp(rest.terminal, name === undefined ? undefined : after[0]);
  if (name === "--version" || name === "-v") {
    rest.terminal.out(readVersion());
    return exit.done;
  }
  const command = find(name);
  const { words, flags } = readLine(command, after);
  if (flags.on("help")) return showHelp(rest.terminal, name);
  return command.run({ ...rest, words, flags });
}

/** What a fault says to the person: faults that they can mend in a sentence, others whole, since those are ours. */
function explain(fault: unknown): string {
  if (!(fault instanceof Error)) return String(fault);
  if (
    fault instanceof CommandError ||
    fault instanceof UsageError ||
    fault instanceof ConfigError ||
    fault instanceof StartError
  )
    return fault.message;
  // Engines that do not start explain themselves in their message; a stack would hide it.
  const internal = fault instanceof TypeError || fault instanceof RangeError || fault instanceof ReferenceError;
  return internal ? (fault.stack ?? fault.message) : fault.message;
}

/** Runs one command line; gives the exit code. */
export async function run(args: readonly string[], rest: Omit<Input, "words" | "flags">): Promise<number> {
  try {
    const keyed = withKey(args);
    return await dispatch(keyed.args, { ...rest, environment: { ...rest.environment, ...keyed.environment } });
  } catch (fault) {
    if (rest.signal.aborted) return 130;
    rest.terminal.note(explain(fault));
    if (!(fault instanceof UsageError)) return exit.failed;
    return exit.usage;
  }
}
