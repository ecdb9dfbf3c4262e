// Arrow keys in a grid of cells (the "grid" pattern of ARIA): one cell is in the order of Tab, arrows move among them.
import { type KeyboardEvent, useState } from "react";

/** A cell's place, counted from 0. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

const steps: Readonly<Record<string, Place>> = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
};

/** The place a key leads to in rows of these lengths; null for a key that leads nowhere. */
export function moved(place: Place, key: string, ctrl: boolean, lengths: readonly number[]): Place | null {
  const last_row = lengths.length - 1;
  const within = (row: number, column: number): Place => {
    const at = Math.min(Math.max(row, 0), last_row);
    return { row: at, column: Math.min(Math.max(column, 0), (lengths[at] ?? 1) - 1) };
  };
  const step = steps[key];
  if (step !== undefined) return within(place.row + step.row, place.column + step.column);
  if (key === "Home") return within(ctrl ? 0 : place.row, 0);
  if (key === "End") return within(ctrl ? last_row : place.row, Number.MAX_SAFE_INTEGER);
  return null;
}

/** What a grid and its cells need. `lengths` are the numbers of cells of each row. */
export function useGridKeys(lengths: readonly number[]) {
  const [place, setPlace] = useState<Place>({ row: 0, column: 0 });
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const next = moved(place, event.key, event.ctrlKey, lengths);
    if (next === null) return;
    event.preventDefault();
    setPlace(next);
    const cell = event.currentTarget.querySelector(`[data-place="${next.row}:${next.column}"]`);
    if (cell instanceof HTMLElement) cell.focus();
  };
  const cell = (row: number, column: number) => ({
    "data-place": `${row}:${column}`,
    tabIndex: row === place.row && column === place.column ? 0 : -1,
    onFocus: () => setPlace({ row, column }),
  });
  return { onKeyDown, cell };
}
