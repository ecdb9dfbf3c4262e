// kompas check: what is well and what is not, each with its mend.
import { diagnoseKompas } from "#server";
import { type Command, exit } from "../command.ts";
import { configOf } from "../launch.ts";

export const check: Command = {
  name: "check",
  summary: "Looks at everything that Kompas needs and says what to mend",
  usage: "[--json]",
  words: [0, 0],
  flags: { json: { means: "The findings as JSON" } },
  async run(input) {
    const findings = await diagnoseKompas(configOf(input));
    const faults = findings.filter(({ ok }) => !ok).length;
    const lines = findings.map(
      ({ name, ok, detail, mend }) =>
        `${ok ? "✓" : "✗"} ${name}: ${detail}${ok || mend === undefined || mend === "" ? "" : `\n    ${mend}`}`,
    );
    const end = faults === 0 ? "All is well." : `${faults} of ${findings.length} need mending.`;
    input.terminal.out(input.flags.on("json") ? JSON.stringify(findings, null, 2) : [...lines, "", end].join("\n"));
    return faults === 0 ? exit.done : exit.failed;
  },
};
