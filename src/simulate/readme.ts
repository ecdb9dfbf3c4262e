// The README beside the truth: every table and column, made of their definitions.
import type { CompanySize } from "./company.ts";
import { truthTables } from "./truth.ts";

/** Markdown for the folder of the truth. */
export function readmeOf(
  size: CompanySize,
  tables: readonly { readonly table: string; readonly rows: number }[],
): string {
  const rows = new Map(tables.map(({ table, rows }) => [table, rows]));
  const parts = Object.entries(truthTables).map(([table, columns]) => {
    const lines = Object.entries(columns).map(([column, [kind, means]]) => `| \`${column}\` | ${kind} | ${means} |`);
    return `## ${table}.parquet\n\n${rows.get(table) ?? 0} rows.\n\n| column | kind | means |\n|---|---|---|\n${lines.join("\n")}\n`;
  });
  return `# The truth of a simulated company

Seed ${size.seed}, ${size.customers} customers, ${size.months} months until ${size.until.toISOString()}. Nothing here is real, and nothing here was
told to Kompas: it is what the simulator knows, kept apart so that every estimate can be checked. All parameters stand in
parameters.json. Money is in minor units (grosz), times are UTC, months are those of Warsaw.

${parts.join("\n")}`;
}
