// The list's search, and which ready segments exist already.
import { expect, test } from "vitest";
import type { Segment } from "#contract";
import { found, readySegments } from "./segments.ts";

const segment = (id: string, name: string, condition: unknown = null): Segment => ({
  id,
  name,
  description: "",
  kind: condition === null ? "list" : "rule",
  condition,
  needs: { goal: "", barrier: "", trigger: "" },
  state: "live",
  error: null,
  customers: 1,
  entered: 0,
  left: 0,
  evaluated_at: null,
  created_at: "2026-01-01T00:00:00Z",
  changed_at: "2026-01-01T00:00:00Z",
  changed_by: "marta",
});

test("a search finds all its words, in any order and case", () => {
  const rows = [segment("vip", "VIP of Łódź"), segment("cart", "Abandoned cart")];
  expect(found(rows, "łódź vip").map(({ id }) => id)).toEqual(["vip"]);
  expect(found(rows, "  ")).toHaveLength(2);
});

test("a class that is a segment already leads to it; the golden classes are one segment", () => {
  const champions = segment("champions", "Champions", { classes: ["champions"], scheme: "rfm", kind: "class" });
  const ready = readySegments(
    [
      { scheme: "rfm", classes: ["champions", "lost"] },
      { scheme: "recency", classes: ["1", "2"] },
      { scheme: "golden", classes: ["AX", "AY"] },
    ],
    [champions],
  );
  expect([...ready.keys()]).toEqual(["golden", "rfm"]);
  expect(ready.get("golden")?.map(({ classes }) => classes)).toEqual([["AX", "AY"]]);
  expect(ready.get("rfm")?.map((each) => each.segment?.id)).toEqual(["champions", undefined]);
});
