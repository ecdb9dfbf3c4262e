// A link opens only what it was signed for, as long as it may.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { channels } from "#contract";
import { formOf, isForm, type LinkSubject, readToken, tokenOf } from "./link.ts";
import { languageOf } from "./preference.words.ts";

const secret = { id: 2, secret: "one" };
const older = { id: 1, secret: "older" };
const now = new Date("2026-03-01T12:00:00Z");
const subject: fc.Arbitrary<LinkSubject> = fc.record({
  customer_id: fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }).map(String),
  purpose: fc.constantFrom("", "marketing", "sharing_2"),
  channel: fc.constantFrom(...channels),
  expires_at: fc.integer({ min: 1, max: 1e6 }).map((seconds) => new Date(now.getTime() + seconds * 1000)),
});

describe("a link", () => {
  it("says what it was made for, under every secret that still counts", () => {
    fc.assert(
      fc.property(subject, fc.constantFrom(secret, older), (made, by) => {
        const token = tokenOf(made, by);
        expect(readToken(token, [secret, older], now)).toEqual(made);
        expect(readToken(token, [secret, older], made.expires_at)).toBe("expired");
        expect(readToken(token, [{ ...by, secret: "another" }], now)).toBe("unknown");
        expect(readToken(token, [], now)).toBe("unknown");
      }),
    );
  });

  it("with any character changed opens nothing", () => {
    const change = fc.tuple(subject, fc.nat(), fc.constantFrom(..."0123456789abcXYZ-_.%"));
    fc.assert(
      fc.property(change, ([made, place, character]) => {
        const token = tokenOf(made, secret);
        const at = place % token.length;
        const changed = token.slice(0, at) + character + token.slice(at + 1);
        fc.pre(changed !== token);
        // The last character of base64url has two bits that mean nothing; compared as text, they count.
        expect(readToken(changed, [secret, older], now)).toBe("unknown");
      }),
      { numRuns: 500 },
    );
  });

  it("holds nothing of the person but a number", () => {
    const token = tokenOf({ customer_id: "77", purpose: "", channel: "email", expires_at: now }, secret);
    expect(token).toMatch(/^2\.77\.1772366400\.\.email\.[\w-]{43}$/);
  });
});

it("a form belongs to its link and grows old in a day", () => {
  const form = formOf("link", secret, now);
  const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
  expect(isForm(form, "link", [secret], later(23))).toBe(true);
  expect(isForm(form, "link", [secret], later(25))).toBe(false);
  expect(isForm(form, "other", [secret], now)).toBe(false);
  expect(isForm(form, "link", [older], now)).toBe(false);
  expect(isForm("", "link", [secret], now)).toBe(false);
});

it.each([
  [undefined, "pl-PL,pl;q=0.9,en;q=0.8", "pl"],
  [undefined, "de-DE,ru;q=0.5,en;q=0.4", "ru"],
  [undefined, "en;q=0.1, ru-RU;q=0.9", "ru"],
  [undefined, "pl;q=0, *", "en"],
  ["ru", "pl", "ru"],
  ["xx", "pl", "pl"],
  [undefined, undefined, "en"],
])("the page chosen in %s, accepted in %s, is shown in %s", (chosen, accepted, language) => {
  expect(languageOf(chosen, accepted)).toBe(language);
});
