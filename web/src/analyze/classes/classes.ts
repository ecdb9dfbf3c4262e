// What the address of the classes page says: the form, the cuts, the cell that is opened. Pure.
import type { ClassCell, ClassMatrix, ClassQuery, XyzForm } from "#contract";
import type { Search } from "../../ui/search.ts";

export const cut_names = ["abc_a", "abc_b", "xyz_x", "xyz_y"] as const;
export type CutName = (typeof cut_names)[number];
export type Cuts = ClassMatrix["cuts"];

export const grains = ["week", "month", "quarter"] as const;
export type PartGrain = (typeof grains)[number];

/** Usual cuts: shares of 80 % and 95 %; of the coefficient of variation, 0.5 and 1. */
export function usualCuts(form: XyzForm): Cuts {
  return form === "frequency"
    ? { abc_a: 0.8, abc_b: 0.95, xyz_x: 0.8, xyz_y: 0.95 }
    : { abc_a: 0.8, abc_b: 0.95, xyz_x: 0.5, xyz_y: 1 };
}

/** Whether a cut is a share 0..1 (shown as a percentage) or a bare coefficient. */
export function isShare(cut: CutName, form: XyzForm): boolean {
  return cut.startsWith("abc") || form === "frequency";
}

function number(text: string | undefined): number | undefined {
  if (text === undefined || text === "") return undefined;
  const value = Number(text);
  return Number.isFinite(value) && value >= 0 ? value : undefined;
}

export function formOf(search: Search): XyzForm {
  return search.form === "variation" ? "variation" : "frequency";
}

export function grainOf(search: Search): PartGrain {
  return grains.find((grain) => grain === search.parts) ?? "month";
}

/** The cuts in force: those of the address, the usual ones where it is silent or senseless. */
export function cutsOf(search: Search): Cuts {
  const form = formOf(search);
  const usual = usualCuts(form);
  const cuts = { ...usual };
  for (const name of cut_names) {
    const value = number(search[name]);
    if (value !== undefined && (!isShare(name, form) || value <= 1)) cuts[name] = value;
  }
  return isOrdered(cuts) ? cuts : usual;
}

/** The first cut of each pair lies below the second. */
export function isOrdered(cuts: Cuts): boolean {
  return cuts.abc_a < cuts.abc_b && cuts.xyz_x < cuts.xyz_y;
}

/** The address of cuts: only what differs from the usual. */
export function cutsSearch(cuts: Cuts, form: XyzForm): Search {
  const usual = usualCuts(form);
  return Object.fromEntries(
    cut_names.map((name) => [name, cuts[name] === usual[name] ? undefined : String(cuts[name])]),
  );
}

/** Inputs of GET /api/v1/classes. */
export function inputsOf(search: Search): ClassQuery {
  const form = formOf(search);
  const { from, to } = search;
  return {
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    form,
    ...(form === "variation" ? { grain: grainOf(search) } : {}),
    ...cutsOf(search),
  };
}

/** What is listed below the matrix: the customers of one cell, or the golden ones. */
export interface Opened {
  readonly name: string;
  readonly abc: string;
  readonly xyz: string;
}

/** The cell that an address opens: "AX" to "CZ", or "golden". */
export function openedOf(text: string | undefined): Opened | null {
  if (text === "golden") return { name: "golden", abc: "A", xyz: "XY" };
  const match = /^([ABC])([XYZ])$/.exec(text ?? "");
  return match === null ? null : { name: match[0], abc: match[1] ?? "", xyz: match[2] ?? "" };
}

export function cellName(cell: Pick<ClassCell, "abc" | "xyz">): string {
  return `${cell.abc}${cell.xyz}`;
}

export function cellOf(matrix: ClassMatrix, abc: string, xyz: string): ClassCell | undefined {
  return matrix.cells.find((cell) => cell.abc === abc && cell.xyz === xyz);
}

/** Golden customers together. Their share of revenue is null when there is no revenue. */
export function goldenOf(matrix: ClassMatrix): { customers: number; revenue_share: number | null } {
  const golden = matrix.cells.filter((cell) => cell.golden);
  const customers = golden.reduce((sum, cell) => sum + cell.customers, 0);
  const revenue_minor = golden.reduce((sum, cell) => sum + cell.revenue_minor, 0);
  return { customers, revenue_share: matrix.revenue_minor === 0 ? null : revenue_minor / matrix.revenue_minor };
}
