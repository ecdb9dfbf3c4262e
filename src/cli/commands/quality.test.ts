// The figures of quality in the terminal: shares with what they are of, a dash where nothing is defined.
import { expect, test } from "vitest";
import { qualityTable } from "./quality.ts";

test("a share is told with its n, and none where there is nothing", () => {
  const counts = { customers: 1200, told: 600, cleaned: 600, valid: 450, keyed: 500, shared: 10 };
  const shares = { completeness: 0.5, validity: 0.75, duplicates: 0.02 };
  const flags = [{ flag: "typo", customers: 12 }];
  const nothing = { told: 0, cleaned: 0, valid: 0, keyed: null, shared: null, completeness: 0, validity: null };
  const lines = qualityTable([
    { field: "email", ...counts, ...shares, flags },
    { field: "currency", ...counts, ...nothing, duplicates: null, flags: [] },
  ]).split("\n");
  expect(lines.at(-2)).toMatch(/^email +50\.0 % of 1,200 +75\.0 % of 600 +2\.0 % of 500 +typo 12$/);
  expect(lines.at(-1)).toMatch(/^currency +0\.0 % of 1,200 +– +–$/);
});
