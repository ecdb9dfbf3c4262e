// What is wrong with files, told by file, line and field; nothing of them is done.
import { beforeAll, describe, expect, test } from "vitest";
import { testEngines } from "../../../tests/engines.ts";
import { apply, company, plan, post, type Workspace, workspace, written } from "./definition.fixture.ts";

let here: Workspace;
beforeAll(async () => {
  here = await workspace(await testEngines());
});

describe("faults name the file, the line and the field, and nothing is written", () => {
  const faults: readonly [story: string, text: string, line: number, field: string, message: RegExp][] = [
    ["no version", "segments: []\n", 1, "", /Begin the file with "kompas: 1"/],
    ["a newer version", "\nkompas: 2\n", 2, "kompas", /version 1/],
    ["no YAML", "kompas: 1\nsegments: [\n", 3, "", /no YAML/],
    ["a name twice", "kompas: 1\nhosts: {}\nhosts: {}\n", 3, "", /no YAML/],
    ["an unknown kind", "kompas: 1\nsegment: []\n", 2, "segment", /there are settings, purposes/],
    ["no list", "kompas: 1\nsegments: {}\n", 2, "segments", /as a list/],
    [
      "a field that nobody knows",
      "kompas: 1\nsegments:\n  - id: a\n    name: A\n    nmae: B\n",
      5,
      "segments.0.nmae",
      /known are id, name/,
    ],
    ["a field that is missing", "kompas: 1\nsegments:\n  - id: a\n", 3, "segments.0", /"name" is missing/],
    [
      "another word",
      "kompas: 1\nsources:\n  - slug: a\n    name: A\n    kind: web\n",
      5,
      "sources.0.kind",
      /Write one of "site", "app"/,
    ],
    [
      "a form of several",
      "kompas: 1\nalerts:\n  - name: A\n    metric: aov\n    grain: day\n    condition:\n      is: above\n",
      6,
      "alerts.0.condition",
      /"value" is missing/,
    ],
    [
      "a condition",
      "kompas: 1\nsegments:\n  - id: a\n    name: A\n    condition:\n      kind: all\n      of:\n        - kind: evnt\n",
      8,
      "segments.0.condition.of.0.kind",
      /write one of all, any/,
    ],
    [
      "a segment that is not there",
      "kompas: 1\nsegments:\n  - id: a\n    name: A\n    condition: { kind: segment, segment: b }\n",
      5,
      "segments.0.condition",
      /There is no "b" among the segments/,
    ],
    [
      "a circle",
      "kompas: 1\nsegments:\n  - id: a\n    name: A\n    condition: { kind: segment, segment: b }\n  - id: b\n    name: B\n    condition: { kind: segment, segment: a }\n",
      3,
      "segments.0",
      /circle: "a" names "b" names "a"/,
    ],
    [
      "an item twice",
      "kompas: 1\nsegments:\n  - { id: a, name: A }\n  - { id: a, name: B }\n",
      4,
      "segments.1",
      /kompas.yaml, line 3; keep one/,
    ],
    [
      "an unknown metric",
      "kompas: 1\ntargets:\n  - metric: sales\n    grain: month\n    value: 1\n",
      3,
      "targets.0.metric",
      /no "sales" among the metrics/,
    ],
    ["an unknown currency", "kompas: 1\nsettings:\n  time_zone: UTC\n  currency: XQQ\n", 4, "settings.currency", /XQQ/],
    [
      "a host that is not listed",
      "kompas: 1\nalerts:\n  - name: A\n    metric: aov\n    grain: day\n    condition: { is: above, value: 1 }\n    webhook: https://a.example.com/\n",
      7,
      "alerts.0.webhook",
      /not listed|lists hosts/,
    ],
  ];
  test.each(faults)("%s", async (_, text, line, field, message) => {
    const all = await plan(here, [{ name: "kompas.yaml", text }]);
    expect(all.faults).toEqual([{ file: "kompas.yaml", line, field, message: expect.stringMatching(message) }]);
    expect(all.changes).toEqual([]);
    const before = await written(here);
    const { status, body } = await post<{ detail: string }>(here, "", text);
    expect(status).toBe(422);
    expect(body.detail).toContain(`kompas.yaml, line ${line}`);
    expect(await written(here)).toBe(before);
  });

  test("one fault in the last of several files keeps all the others from being applied", async () => {
    const files = [
      { name: "a.yaml", text: company },
      { name: "b.yaml", text: "kompas: 1\ntargets:\n  - { metric: sales, grain: month, value: 1 }\n" },
    ];
    expect((await post(here, "", files)).status).toBe(422);
    expect(await written(here)).not.toContain("regulars");
  });

  test("what is still named is not pruned", async () => {
    await apply(here, company);
    const text = "kompas: 1\nsegments:\n  - { id: press, name: Press }\n";
    await apply(here, "kompas: 1\nsegments: []\nsegment_hooks: []\ndashboards: []\n", { prune: true });
    expect((await plan(here, text)).faults).toEqual([]);
    await apply(here, company);
    const { faults: told } = await plan(here, "kompas: 1\nsegments: []\n", { prune: true });
    expect(told.map(({ message }) => message).join()).toContain(
      'segment_hooks "lost_regulars https://hooks.example.com/kompas" names it',
    );
  });
});
