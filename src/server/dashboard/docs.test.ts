// The names of metrics in e-mails are those of the web app's catalogues (`npm run docs` writes them here).
import { Type } from "typebox";
import { Parse } from "typebox/value";
import { expect, it } from "vitest";
import { committed, writeWhenAsked } from "../../../tests/house/committed.ts";

const Messages = Type.Object({ names: Type.Record(Type.String(), Type.String()) });
const path = "src/server/dashboard/metric-names.ts";

function generated(): string {
  const languages = ["ru", "pl"].map((language) => {
    const { names } = Parse(Messages, JSON.parse(committed(`web/src/analyze/metric/messages.${language}.json`)));
    const lines = Object.entries(names).map(([id, name]) => `    ${id}: ${JSON.stringify(name)},\n`);
    return `  ${language}: {\n${lines.join("")}  },\n`;
  });
  return `// Names of metrics in the languages that the registry does not speak; written by \`npm run docs\` out of the web app's catalogues.
import type { DigestLanguage } from "#contract";

type Names = Readonly<Record<string, string>>;

export const metricNames: Readonly<Record<Exclude<DigestLanguage, "en">, Names>> = {
${languages.join("")}};
`;
}

it("metrics are called in e-mails as in the web app", () => {
  writeWhenAsked(path, generated());
  expect(committed(path)).toBe(generated());
});
