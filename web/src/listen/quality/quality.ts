// What the quality page derives from what the API says: measures, the worst of them, its requests.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FieldQuality, Quality, QualityField } from "#contract";
import { apiSend, useApi } from "../../ui/api.ts";

export const quality_path = "/api/v1/quality";

/** The fields in the order of the page. */
export const fields = [
  ...(["email", "phone", "name", "birthday"] as const),
  ...(["address", "city", "country", "currency"] as const),
] satisfies readonly QualityField[];

/** Those by which one person is recognized: only these can be double. */
export const recognizing: readonly QualityField[] = ["email", "phone"];

/** The shares of a field, in the order of the page. */
export const measures = ["completeness", "validity", "duplicates"] as const;
export type Measure = (typeof measures)[number];

/** What a share is of, and what stands behind its lack: the examples that its drawer shows. */
export const behind: Readonly<Record<Measure, "missing" | "invalid" | "shared">> = {
  completeness: "missing",
  validity: "invalid",
  duplicates: "shared",
};

export function isMeasure(text: string | undefined): text is Measure {
  return measures.some((measure) => measure === text);
}

/** The field of that name. */
export function fieldOf(text: string | undefined): QualityField | undefined {
  return fields.find((field) => field === text);
}

/** Numerator and denominator of a share, in customers; null where the field has no such share. */
export function partsOf(row: FieldQuality, measure: Measure): readonly [number, number] | null {
  if (measure === "completeness") return [row.told, row.customers];
  if (measure === "validity") return [row.valid, row.cleaned];
  return row.shared === null || row.keyed === null ? null : [row.shared, row.keyed];
}

/** A flag of a field, with how many customers it touches. */
export interface Flagged {
  readonly field: QualityField;
  readonly flag: string;
  readonly customers: number;
  readonly of: number;
}

/** Flags that say nothing is wrong. */
const harmless = new Set(["honorific", "patronymic", "company", "extension"]);

/** All flags that ask for a look, the most frequent first. */
export function flagged(rows: readonly FieldQuality[]): Flagged[] {
  return rows
    .flatMap(({ field, flags, cleaned }) =>
      flags
        .filter(({ flag }) => !harmless.has(flag))
        .map(({ flag, customers }) => ({ field, flag, customers, of: cleaned })),
    )
    .sort((one, other) => other.customers - one.customers);
}

/** The figures; while they are behind they are looked at again and again. */
export function useQuality() {
  return useApi<Quality>(
    quality_path,
    {},
    {
      refetchInterval: ({ state }) => (state.data?.behind === true ? 5_000 : false),
    },
  );
}

/** Asks for a measuring now. */
export function useMeasuring() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => apiSend<unknown>("POST", `${quality_path}/measure`),
    // The job takes a moment; the figures show it by their time.
    onSuccess: async () => {
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      await client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith(quality_path) });
    },
  });
}
