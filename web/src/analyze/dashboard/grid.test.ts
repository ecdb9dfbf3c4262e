// Widgets on the grid: they settle upwards, step past each other, and stay within twelve columns.
import { describe, expect, it } from "vitest";
import type { Widget } from "#contract";
import { afterStep, freePlace, freshId, inOrder, settled } from "./grid.ts";

const at = (id: string, x: number, y: number, w: number, h: number): Widget => ({
  id,
  kind: "targets",
  title: "",
  place: { x, y, w, h },
});
const placesOf = (widgets: readonly Widget[]) =>
  Object.fromEntries(widgets.map(({ id, place: { x, y, w, h } }) => [id, [x, y, w, h]]));

describe("widgets settle", () => {
  it("upwards as far as there is room, in the order they were given", () => {
    const found = settled([at("low", 0, 9, 6, 2), at("high", 0, 3, 6, 2), at("side", 6, 5, 6, 1)]);
    expect(found.map(({ id }) => id)).toEqual(["low", "high", "side"]);
    expect(placesOf(found)).toEqual({ high: [0, 0, 6, 2], low: [0, 2, 6, 2], side: [6, 0, 6, 1] });
  });

  it("none upon another", () => {
    expect(placesOf(settled([at("a", 0, 0, 6, 2), at("b", 3, 1, 6, 2)], "b"))).toEqual({
      a: [0, 0, 6, 2],
      b: [3, 2, 6, 2],
    });
  });
});

describe("by the keyboard a widget goes", () => {
  const two = [at("a", 0, 0, 6, 3), at("b", 0, 3, 6, 2)];

  it("past the one above it, and back past the one below", () => {
    const up = afterStep(two, "b", "up");
    expect(placesOf(up)).toEqual({ b: [0, 0, 6, 2], a: [0, 2, 6, 3] });
    expect(placesOf(afterStep(up, "b", "down"))).toEqual(placesOf(two));
  });

  it("to the sides up to the edges", () => {
    expect(placesOf(afterStep(two, "a", "left"))).toEqual(placesOf(two));
    expect(placesOf(afterStep([at("a", 6, 0, 6, 3)], "a", "right"))).toEqual({ a: [6, 0, 6, 3] });
    expect(placesOf(afterStep([at("a", 5, 0, 6, 3)], "a", "right"))).toEqual({ a: [6, 0, 6, 3] });
  });

  it("wider up to the edge, and pushes down what it then covers", () => {
    const side = [at("a", 0, 0, 6, 2), at("b", 6, 0, 6, 2)];
    expect(placesOf(afterStep(side, "a", "wider"))).toEqual({ a: [0, 0, 7, 2], b: [6, 2, 6, 2] });
    expect(placesOf(afterStep(side, "b", "wider"))).toEqual(placesOf(side));
    expect(placesOf(afterStep([at("a", 0, 0, 1, 1)], "a", "narrower"))).toEqual({ a: [0, 0, 1, 1] });
  });
});

it("a new widget takes the first gap that fits, else a row of its own, and an id that is free", () => {
  const widgets = [at("w2", 0, 0, 9, 2), at("w3", 0, 2, 12, 2)];
  expect(freePlace(widgets, 3, 2)).toEqual({ x: 9, y: 0, w: 3, h: 2 });
  expect(freePlace(widgets, 4, 2)).toEqual({ x: 0, y: 4, w: 4, h: 2 });
  expect(freshId(widgets)).toBe("w4");
  expect(inOrder([at("b", 3, 1, 1, 1), at("c", 0, 2, 1, 1), at("a", 0, 1, 1, 1)]).map(({ id }) => id)).toEqual([
    "a",
    "b",
    "c",
  ]);
});
