// docs/cli.md is the commands' own help in writing (`npm run docs` rewrites it).
import { expect, it } from "vitest";
import { settings } from "#server";
import { committed, writeWhenAsked } from "../../tests/house/committed.ts";
import { type Command, readLine } from "./command.ts";
import { commands } from "./registry.ts";

// A bar in a cell would end it.
const cell = (text: string) => text.replaceAll("|", "\\|");

function section({ name, summary, usage, flags, details }: Command): string {
  const rows = Object.entries(flags).map(
    ([flag, { value, means }]) => `| \`--${flag}${value === undefined ? "" : ` <${value}>`}\` | ${cell(means)} |`,
  );
  return [
    `## kompas ${name}`,
    `${summary}.`,
    `\`\`\`\nkompas ${name}${usage === "" ? "" : ` ${usage}`}\n\`\`\``,
    ...(rows.length > 0 ? [["| flag | means |", "|---|---|", ...rows].join("\n")] : []),
    ...(details === undefined ? [] : [details]),
  ].join("\n\n");
}

function reference(): string {
  const rows = Object.values(settings).map(
    ({ variable, means, fallback }) =>
      `| \`${variable}\` | ${cell(means)} | ${fallback === "" ? "" : `\`${fallback}\``} |`,
  );
  const head = `# The command line

Generated from the commands in [src/cli/commands](../src/cli/commands) by \`npm run docs\`.

In a clone, \`npm start\` and \`npm run demo\` install and build first; after that every command runs as
\`npx kompas <command>\`. Commands that need a running Kompas find the one of the data folder, or start one for
themselves. Exit codes: 0 done, 1 failed, 2 wrongly asked, 3 a dry run
would change something.`;
  const tail = [
    "## Settings",
    "Environment variables, read at the start.",
    ["| variable | means | when not set |", "|---|---|---|", ...rows].join("\n"),
  ];
  return `${[head, ...commands.map(section), ...tail].join("\n\n")}\n`;
}

it("the reference of the command line is what the commands say", () => {
  writeWhenAsked("docs/cli.md", reference());
  expect(committed("docs/cli.md")).toBe(reference());
});

it.each([
  "README.md",
  "docs/import.md",
  "docs/live.md",
  "docs/matching.md",
  "docs/tracking-plan.md",
  "docs/dead-letters.md",
  "docs/templates.md",
])("%s calls commands as they want to be called", (guide) => {
  const calls = [...committed(guide).matchAll(/^npx kompas (\S+) ?([^#\n]*)/gm)];
  expect(calls.length).toBeGreaterThan(0);
  for (const [line, name, args = ""] of calls) {
    const command = commands.find((known) => known.name === name);
    const words = args.split(/\s+/).filter((word) => word !== "");
    if (!command) throw new Error(`${line}: there is no such command`);
    expect(() => readLine(command, words), line).not.toThrow();
  }
});
