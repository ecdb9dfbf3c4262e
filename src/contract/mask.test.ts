// What is left of a person behind a mask.
import fc from "fast-check";
import { expect, test } from "vitest";
import { maskEmail, maskerOf, maskField, maskIdentifier, maskName, maskPhone, maskValue } from "./mask.ts";
import { type Role, roles } from "./route.ts";

test("an address, a number, a name and any other value keep too little to be known by", () => {
  expect(maskEmail("anna.kowalska@example.com")).toBe("a***@e***.com");
  expect(maskEmail("anna@mail.example.co.uk")).toBe("a***@m***.uk");
  expect(maskPhone("+48 501 234 567")).toBe("+48 *** ** 67");
  expect(maskPhone("501234567")).toBe("*** ** 67");
  expect(maskName("Anna Ivanova")).toBe("A. I.");
  expect(maskName("łukasz")).toBe("Ł.");
  expect(maskValue("17850")).toBe("1***");
  expect(maskValue("C-2")).toBe("***");
  expect(maskIdentifier("user_id", "anna@example.com")).toBe("a***@e***.com");
});

test("a field is open by its name alone, and only while its value says nothing of a person", () => {
  expect(maskField("country", "PL")).toBe("PL");
  expect(maskField("context.campaign.source", "newsletter")).toBe("newsletter");
  expect(maskField("plan", "anna@example.com")).toBe("a***@e***.com");
  expect(maskField("category", "call 501 234 567")).toBe("***");
  expect(maskField("birthday", "1988-04-03")).toBe("***");
  expect(maskField("whatever_it_is", "Anna")).toBe("***");
});

test("no identifier of seven characters and more stands in its mask", () => {
  const identifiers = fc.tuple(
    fc.constantFrom("email", "phone", "user_id"),
    fc.string({ minLength: 7, maxLength: 40 }),
  );
  fc.assert(
    fc.property(identifiers, ([kind, value]) => {
      fc.pre(!/^\**$/.test(value));
      expect(maskIdentifier(kind, value)).not.toContain(value);
    }),
  );
});

test("the workspace says from which role on a person is shown", () => {
  const masked = (role: Role, personal_data_role: Role) =>
    maskerOf({
      caller: { kind: "user", id: "1", name: "", role },
      settings: { name: "", currency: "EUR", time_zone: "UTC", country: "", personal_data_role },
    }).masked;
  expect(roles.filter((role) => masked(role, "agent"))).toEqual(["viewer"]);
  expect(roles.filter((role) => masked(role, "admin"))).toEqual(["viewer", "agent", "marketer", "analyst"]);
  expect(roles.filter((role) => masked(role, "viewer"))).toEqual([]);
});
