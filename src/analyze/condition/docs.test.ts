// Every condition that the guide shows is one.
import fs from "node:fs";
import { expect, test } from "vitest";
import { readCondition } from "./read.ts";

test("the blocks of docs/conditions.md are read as conditions", () => {
  const guide = fs.readFileSync(new URL("../../../docs/conditions.md", import.meta.url), "utf8");
  const blocks = [...guide.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text]) => JSON.parse(text ?? ""));
  expect(blocks.length).toBeGreaterThan(5);
  for (const block of blocks) expect(readCondition(block)).toEqual(block);
});
