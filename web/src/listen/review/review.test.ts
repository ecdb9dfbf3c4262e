// Keys mean the same on every keyboard, and differences are marked letter by letter.
import { describe, expect, it } from "vitest";
import { difference } from "./difference.ts";
import { deedOf } from "./review.ts";

const pressed = { key: "y", code: "KeyY", ctrlKey: false, metaKey: false, altKey: false, repeat: false, typing: false };

describe("a key", () => {
  it("means its letter, and its place where the alphabet is another", () => {
    expect(deedOf(pressed)).toBe("same");
    expect(deedOf({ ...pressed, key: "N", code: "KeyN" })).toBe("apart");
    // Y of a German keyboard lies where the American has Z.
    expect(deedOf({ ...pressed, key: "y", code: "KeyZ" })).toBe("same");
    expect(deedOf({ ...pressed, key: "z", code: "KeyY" })).toBeUndefined();
    expect(deedOf({ ...pressed, key: "н", code: "KeyY" })).toBe("same");
    expect(deedOf({ ...pressed, key: "г", code: "KeyU" })).toBe("undo");
  });

  it("means nothing while somebody types, with a modifier, or held down", () => {
    expect(deedOf({ ...pressed, typing: true })).toBeUndefined();
    expect(deedOf({ ...pressed, ctrlKey: true })).toBeUndefined();
    expect(deedOf({ ...pressed, repeat: true })).toBeUndefined();
  });
});

describe("two texts", () => {
  const shown = (left: string, right: string) => {
    const both = difference(left, right);
    const write = (pieces: readonly { text: string; same: boolean }[]) =>
      pieces.map(({ text, same }) => (same ? text : `[${text}]`)).join("");
    return [write(both.left), write(both.right)];
  };

  it("differ in the letters that only one has", () => {
    expect(shown("Ivanova", "Ivanov")).toEqual(["Ivanov[a]", "Ivanov"]);
    expect(shown("1985-03-12", "1985-12-03")).toEqual(["1985-[03-]12", "1985-12[-03]"]);
    expect(shown("abc", "xyz")).toEqual(["[abc]", "[xyz]"]);
  });

  it("do not differ in case and accents", () => {
    expect(shown("Kraków", "KRAKOW")).toEqual(["Kraków", "KRAKOW"]);
    expect(shown("Łódź", "lodz")).toEqual(["Łódź", "lodz"]);
  });
});
