// Who may be followed: the visitor's choice before the site's, and the browser's refusal before both.
import { describe, expect, it } from "vitest";
import { permissionOf, readConsents } from "./permission.ts";

describe("before the visitor has chosen, the site decides", () => {
  it.each([
    [undefined, "on"],
    ["given", "on"],
    ["ask", "wait"],
    ["drop", "off"],
  ] as const)("consent: %j", (consent, permission) => {
    const options = consent === undefined ? {} : { consent };
    expect(permissionOf(options, {}, false)).toBe(permission);
    // A choice about something else is no choice about this.
    expect(permissionOf(options, { marketing: true }, false)).toBe(permission);
  });
});

describe("the visitor's choice stands above the site's", () => {
  it.each(["given", "ask", "drop"] as const)("consent: %j", (consent) => {
    expect(permissionOf({ consent }, { analytics: true }, false)).toBe("on");
    expect(permissionOf({ consent }, { analytics: false }, false)).toBe("off");
    expect(permissionOf({ consent, consentCategory: "C2" }, { C2: false, analytics: true }, false)).toBe("off");
  });
});

it("a browser that refuses, where that is respected, stands above all", () => {
  expect(permissionOf({ consent: "given" }, { analytics: true }, true)).toBe("off");
});

it("what another script left in our place is no choice", () => {
  expect(readConsents('{"analytics":true}')).toEqual({ analytics: true });
  for (const text of [null, "", "{", "null", "7"]) expect(readConsents(text)).toEqual({});
});
