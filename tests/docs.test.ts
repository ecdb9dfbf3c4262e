// docs/metrics.md is the registry in writing (`npm run docs` rewrites it), and no guide points at what is not there.
import fs from "node:fs";
import path from "node:path";
import { Errors } from "typebox/value";
import { describe, expect, it } from "vitest";
import { definitionOf, type Metric, metrics } from "#analyze";
import { ConditionSchema, CustomMetricCreate, Mapping } from "#contract";
import { committed, writeWhenAsked } from "./house/committed.ts";
import { repository } from "./house/tree.ts";

const units = {
  money: "money, in the workspace's currency",
  count: "a count",
  share: "a share, 0 to 1",
  score: "a score",
  duration: "a length of time, in ms",
};
const directions = { up: "up is good", down: "down is good", neutral: "neither direction is good by itself" };
const intervals = {
  none: "none: everything is counted, nothing is estimated",
  wilson: "Wilson's score interval, 95 %",
  mean_t: "Student's t interval of the mean, 95 %",
  ratio_delta: "of a ratio by the delta method, 95 %",
  nps_adjusted_wald: "adjusted Wald interval of a Net Promoter Score (Rocks 2016), 95 %",
};

function parametersOf(metric: Metric): string {
  const heeded = definitionOf(metric).parameters;
  return heeded.map((one) => `\`${one.id}\` (${one.default ?? "none"} unless asked otherwise)`).join(", ") || "none";
}

function section(metric: Metric): string {
  return `## ${metric.name}

\`${metric.id}\` · ${units[metric.unit]} · ${directions[metric.direction]}

${metric.description}

- Numerator: ${metric.numerator}
- Denominator: ${metric.denominator ?? "none"}
- Interval: ${intervals[metric.interval]}
- Parameters: ${parametersOf(metric)}
- When nothing happened: ${metric.empty === null ? "not defined (null)" : metric.empty}
- Source: <${metric.source}>
`;
}

function reference(): string {
  const head = `# Metrics

Generated from the registry in [src/analyze/metric/registry.ts](../src/analyze/metric/registry.ts) by \`npm run docs\`.

Every screen, the HTTP API and \`kompas metric <id>\` ask this one registry. The SQL behind a number is shown on its page
and by \`GET /api/v1/metrics/:id/sql\`; all its forms stand in
[src/analyze/metric/metric.sql](../src/analyze/metric/metric.sql).
`;
  return [head, ...metrics.map(section)].join("\n");
}

describe("the metrics reference", () => {
  it("is what the registry says", () => {
    writeWhenAsked("docs/metrics.md", reference());
    expect(committed("docs/metrics.md")).toBe(reference());
  });
});

describe("the guide on importing", () => {
  it("shows a mapping that is one", () => {
    const [, shown = "{}"] = /```json\n(.*?)```/s.exec(committed("docs/import.md")) ?? [];
    expect([...Errors(Mapping, JSON.parse(shown))]).toEqual([]);
  });
});

describe("the guide on segments", () => {
  it("shows a condition that is one", () => {
    const [, shown = "{}"] = /```json\n(.*?)```/s.exec(committed("docs/segments.md")) ?? [];
    expect([...Errors(ConditionSchema, JSON.parse(shown))]).toEqual([]);
  });
});

describe("the guide on custom metrics", () => {
  it("shows a definition that is one", () => {
    const [, shown = "{}"] = /```json\n(.*?)```/s.exec(committed("docs/custom-metrics.md")) ?? [];
    expect([...Errors(CustomMetricCreate, JSON.parse(shown))]).toEqual([]);
  });
});

describe("the guides", () => {
  const guides = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"].concat(
    fs
      .readdirSync(path.join(repository, "docs"), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".md"))
      .map((file) => `docs/${file}`),
  );

  it.each(guides)("%s links to what is there", (guide) => {
    const targets = [...committed(guide).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, target = ""]) => target);
    const local = targets.filter((target) => !/^[a-z]+:/.test(target));
    const missing = local.filter((target) => !fs.existsSync(path.join(repository, path.dirname(guide), target)));
    expect(missing).toEqual([]);
  });

  it.each(guides)("%s speaks only of commands that npm knows", (guide) => {
    const { scripts } = JSON.parse(committed("package.json"));
    const named = [...committed(guide).matchAll(/\bnpm run ([a-z][\w:-]*)/g)].map(([, name = ""]) => name);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});
