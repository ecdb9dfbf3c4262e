// Committed texts: what tests generate and compare, and `KOMPAS_WRITE=1` writes.
import fs from "node:fs";
import path from "node:path";
import { repository } from "./tree.ts";

/** Text of a committed file; empty when there is none. */
export function committed(file: string): string {
  const full = path.join(repository, file);
  return fs.existsSync(full) ? fs.readFileSync(full, "utf8") : "";
}

/** In write mode makes the file hold the text, so that the comparison that follows succeeds. */
export function writeWhenAsked(file: string, text: string): void {
  if (process.env.KOMPAS_WRITE === "1" && committed(file) !== text) fs.writeFileSync(path.join(repository, file), text);
}
