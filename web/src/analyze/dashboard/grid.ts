// The grid of a dashboard as plain arithmetic: where widgets stand, and where they go by the keyboard.
import type { Widget, WidgetPlace } from "#contract";

/** Columns of the grid, as the contract has them. */
export const grid_columns = 12;

/** Of one row, and of what lies between two. */
export const row_px = 56;
export const gap_px = 12;

/** The height of so many rows. */
export function height_px(rows: number, row: number = row_px): number {
  return rows * row + (rows - 1) * gap_px;
}

/** The number of rows that the widgets take. */
export function rowsOf(widgets: readonly Pick<Widget, "place">[]): number {
  return Math.max(0, ...widgets.map(({ place }) => place.y + place.h));
}

/** In the order in which they are read: from above, and from the left. */
export function inOrder<Placed extends Pick<Widget, "place">>(widgets: readonly Placed[]): Placed[] {
  return widgets.toSorted((a, b) => a.place.y - b.place.y || a.place.x - b.place.x);
}

function collide(a: WidgetPlace, b: WidgetPlace): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

/** All moved up as far as there is room, none upon another; of two at the same height `first` goes before. */
export function settled(widgets: readonly Widget[], first?: string): Widget[] {
  const order = widgets.toSorted(
    (a, b) => a.place.y - b.place.y || Number(b.id === first) - Number(a.id === first) || a.place.x - b.place.x,
  );
  const placed: Widget[] = [];
  for (const widget of order) {
    const at = (y: number) => ({ ...widget.place, y });
    let y = widget.place.y;
    while (y > 0 && !placed.some(({ place }) => collide(place, at(y - 1)))) y -= 1;
    while (placed.some(({ place }) => collide(place, at(y)))) y += 1;
    placed.push({ ...widget, place: at(y) });
  }
  return widgets.flatMap(({ id }) => placed.find((widget) => widget.id === id) ?? []);
}

export type Step = "left" | "right" | "up" | "down" | "wider" | "narrower" | "taller" | "shorter";

/** The place that a step leads to; up and down go past the neighbor that stands there. */
function stepped(place: WidgetPlace, step: Step, others: readonly WidgetPlace[]): WidgetPlace {
  const { x, y, w, h } = place;
  const beside = others.filter((other) => other.x < x + w && x < other.x + other.w);
  switch (step) {
    case "left":
      return { ...place, x: Math.max(0, x - 1) };
    case "right":
      return { ...place, x: Math.min(grid_columns - w, x + 1) };
    case "up":
      return { ...place, y: Math.max(0, ...beside.filter((other) => other.y < y).map((other) => other.y)) };
    case "down":
      return { ...place, y: Math.min(y + h, ...beside.filter((other) => other.y > y).map((other) => other.y)) + 1 };
    case "wider":
      return { ...place, w: Math.min(grid_columns - x, w + 1) };
    case "narrower":
      return { ...place, w: Math.max(1, w - 1) };
    case "taller":
      return { ...place, h: Math.min(24, h + 1) };
    case "shorter":
      return { ...place, h: Math.max(1, h - 1) };
  }
}

/** The widgets after one of them took a step. */
export function afterStep(widgets: readonly Widget[], id: string, step: Step): Widget[] {
  const others = widgets.filter((widget) => widget.id !== id).map(({ place }) => place);
  const changed = widgets.map((widget) =>
    widget.id === id ? { ...widget, place: stepped(widget.place, step, others) } : widget,
  );
  return settled(changed, id);
}

/** The widgets with the places that a layout gives. */
export function withPlaces(
  widgets: readonly Widget[],
  layout: readonly {
    readonly i: string;
    readonly x: number;
    readonly y: number;
    readonly w: number;
    readonly h: number;
  }[],
): Widget[] {
  return widgets.map((widget) => {
    const found = layout.find(({ i }) => i === widget.id);
    return found === undefined ? widget : { ...widget, place: { x: found.x, y: found.y, w: found.w, h: found.h } };
  });
}

/** A widget with a size at the first place from above that is free. */
export function freePlace(widgets: readonly Widget[], w: number, h: number): WidgetPlace {
  const rows = rowsOf(widgets);
  for (let y = 0; y < rows; y += 1)
    for (let x = 0; x + w <= grid_columns; x += 1) {
      const place = { x, y, w, h };
      if (!widgets.some((other) => collide(other.place, place))) return place;
    }
  return { x: 0, y: rows, w, h };
}

/** An id that no widget has. */
export function freshId(widgets: readonly Widget[]): string {
  for (let number = widgets.length + 1; ; number += 1) {
    const id = `w${number}`;
    if (!widgets.some((widget) => widget.id === id)) return id;
  }
}
