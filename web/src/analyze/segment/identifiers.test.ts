// What people paste: a column of a file, a line of a letter.
import { expect, test } from "vitest";
import { identifiersOf } from "./identifiers.ts";

test("one a line or in a row, each once, without quotes", () => {
  expect(identifiersOf('\uFEFFmarta@example.com\r\n"+48 601 234 567"; CARD-00017,,\nmarta@example.com\n')).toEqual([
    "marta@example.com",
    "+48 601 234 567",
    "CARD-00017",
  ]);
  expect(identifiersOf(" \n")).toEqual([]);
});
