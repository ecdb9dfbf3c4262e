// A link to the login must not be a way to another site.
import { expect, it } from "vitest";
import { safeBack } from "./back.ts";

it("leads back to a page of this app", () => {
  expect(safeBack("/customers?from=2011-01-01")).toBe("/customers?from=2011-01-01");
});

it.each([undefined, "", "https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/login"])(
  "leads to the first page instead of %s",
  (text) => expect(safeBack(text)).toBe("/"),
);
