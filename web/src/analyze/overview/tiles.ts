// The choice of tiles as plain state.
export const tiles_path = "/api/v1/tiles";
export const tiles_least = 5;
export const tiles_most = 9;

/** The list with one element moved by one place, or as it is where there is none to move to. */
export function moved<Item>(list: readonly Item[], index: number, by: -1 | 1): Item[] {
  const item = list[index];
  const next = index + by;
  if (item === undefined || next < 0 || next >= list.length) return [...list];
  return list.toSpliced(index, 1).toSpliced(next, 0, item);
}
