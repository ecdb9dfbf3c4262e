// Excel workbooks: a sheet's rows as a CSV file that the engine reads.
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import readWorkbook from "read-excel-file/node";
import { ProblemError } from "#contract";

/** A cell as text; dates as ISO 8601 in the sheet's own clock. */
function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return "";
  if (cell instanceof Date)
    return cell
      .toISOString()
      .replace("T", " ")
      .replace(/\.\d+Z$/, "");
  return String(cell);
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Writes a sheet (the first one when none is named) as CSV; gives the sheet's name. */
export async function sheetToCsv(path: string, sheet: string | undefined, copy: string): Promise<string> {
  const sheets = await readWorkbook(path).catch((fault: unknown) => {
    throw new ProblemError(
      422,
      "bad_workbook",
      `Not a workbook that can be read: ${fault instanceof Error ? fault.message : fault}`,
      "location",
    );
  });
  const found = sheet === undefined ? sheets[0] : sheets.find((each) => each.sheet === sheet);
  if (!found) {
    const names = sheets.map((each) => each.sheet).join(", ");
    throw new ProblemError(422, "no_sheet", `The workbook has no such sheet; it has ${names}`, "format.sheet");
  }
  const out = createWriteStream(copy);
  for (const row of found.data) {
    if (!out.write(`${row.map((cell) => quoted(cellText(cell))).join(",")}\n`)) await once(out, "drain");
  }
  out.end();
  await once(out, "finish");
  return found.sheet;
}
