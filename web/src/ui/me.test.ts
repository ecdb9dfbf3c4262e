// Who may open what, as the navigation goes by it.
import { expect, it } from "vitest";
import { reaches, roles } from "./me.ts";

it("lets a role open what it and those below it may", () => {
  expect(roles.map((role) => reaches(role, "analyst"))).toEqual([false, false, false, true, true]);
  expect(roles.every((role) => reaches(role, undefined))).toBe(true);
});

it("hides nothing as long as the role is not known", () => {
  expect(reaches(undefined, "admin")).toBe(true);
});
