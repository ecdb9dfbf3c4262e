// What a command is, and how its words and flags are read.
import { type ParseArgsConfig, parseArgs } from "node:util";
import type { Terminal } from "./terminal.ts";

/** Exit codes, the same for every command. `differs`: a dry run would change something. */
export const exit = { done: 0, failed: 1, usage: 2, differs: 3 } as const;

type Environment = Readonly<Record<string, string | undefined>>;

/** What a command gets to run with. */
export interface Input {
  readonly words: readonly string[];
  readonly flags: Flags;
  readonly terminal: Terminal;
  readonly environment: Environment;
  /** Aborted when the person presses Ctrl+C. */
  readonly signal: AbortSignal;
}

/** One command of `kompas`. `run` gives the exit code. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** After the name, e.g. "<id> [--by <dimension>]". */
  readonly usage: string;
  readonly flags: Readonly<Record<string, Flag>>;
  /** Least and most words after the name. */
  readonly words: readonly [least: number, most: number];
  readonly details?: string;
  run(input: Input): Promise<number>;
}

/** `value` names what follows the flag; without it the flag is a switch. */
export interface Flag {
  readonly means: string;
  readonly value?: string;
}

/** The command line is not as the command wants it. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UsageError";
  }
}

/** The command could not do its work; the message is for the person and needs no stack. */
export class CommandError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "CommandError";
  }
}

/** Flags as read: each asked for by its name. */
export class Flags {
  readonly #values: Readonly<Record<string, unknown>>;
  constructor(values: Readonly<Record<string, unknown>>) {
    this.#values = values;
  }
  text(name: string): string | undefined {
    const value = this.#values[name];
    return typeof value === "string" ? value : undefined;
  }
  on(name: string): boolean {
    return this.#values[name] === true;
  }
}

/**
 * Reads the words after a command's name.
 * @throws {UsageError} for an unknown flag, a flag without its value, too few or too many words
 */
export function readLine(command: Command, args: readonly string[]): { words: string[]; flags: Flags } {
  const options: NonNullable<ParseArgsConfig["options"]> = { help: { type: "boolean", short: "h" } };
  for (const [name, flag] of Object.entries(command.flags))
    options[name] = { type: flag.value === undefined ? "boolean" : "string" };
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    const [least, most] = command.words;
    if (values.help !== true && (positionals.length < least || positionals.length > most)) {
      throw new UsageError(
        positionals.length < least ? "Something is missing." : `"${positionals[most] ?? ""}" is one word too many.`,
      );
    }
    return { words: positionals, flags: new Flags(values) };
  } catch (fault) {
    if (fault instanceof UsageError) throw fault;
    throw new UsageError(plain(command, fault instanceof Error ? fault.message : String(fault)));
  }
}

/** Node's message in our words, with the flags that there are. */
function plain(command: Command, message: string): string {
  const unknown = /Unknown option '(-[^']*)'/.exec(message)?.[1];
  if (unknown === undefined) return message.replace(/^Option '/, "The flag '");
  const names = Object.keys(command.flags).map((name) => `--${name}`);
  return `There is no flag ${unknown}. ${names.length > 0 ? `\`kompas ${command.name}\` knows ${names.join(", ")}.` : `\`kompas ${command.name}\` has none.`}`;
}

/** The help of one command. */
export function help(command: Command): string {
  const flags = Object.entries(command.flags).map(
    ([name, flag]) => [`--${name}${flag.value === undefined ? "" : ` <${flag.value}>`}`, flag.means] as const,
  );
  const width = Math.max(0, ...flags.map(([left]) => left.length));
  return [
    command.summary,
    "",
    `  kompas ${command.name}${command.usage === "" ? "" : ` ${command.usage}`}`,
    ...(flags.length > 0 ? ["", ...flags.map(([left, means]) => `  ${left.padEnd(width)}  ${means}`)] : []),
    ...(command.details === undefined ? [] : ["", command.details]),
  ].join("\n");
}
