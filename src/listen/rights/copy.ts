// The copy of all that is held about a person: JSON for programs and a page for people, written row by row.
import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { Value } from "typebox/value";
import { ReportLanguage } from "#contract";
import { type Engines, forgetMarks, personTables, readPerson } from "#storage";
import { copyFolder } from "./files.ts";
import { copyEnd, copyHead, copyRow, copySection } from "./html.ts";
import { knownOf, searchFor } from "./person.ts";
import { changeRequest, findRequest, subjectIn } from "./request.ts";

const day_ms = 86_400_000;
/** So long a copy can be downloaded. */
export const copy_days = 7;

export interface Copying {
  readonly engines: Engines;
  readonly data_dir: string;
  readonly now: () => Date;
  readonly signal: AbortSignal;
}

interface Out {
  write(text: string): Promise<void>;
  end(): Promise<void>;
}

/** A file that is written at the pace of the disk. */
function writing(file: string): Out {
  const stream = createWriteStream(file, { mode: 0o600 });
  const failed = new Promise<never>((_, reject) => stream.once("error", reject));
  failed.catch(() => undefined);
  const drained = () => new Promise<void>((resolve) => stream.once("drain", () => resolve()));
  return {
    async write(text) {
      if (!stream.write(text)) await Promise.race([drained(), failed]);
    },
    end: () => Promise.race([new Promise<void>((resolve) => stream.end(() => resolve())), failed]),
  };
}

/** Where the two files of a copy are, by the name that its request holds. */
export function copyFiles(data_dir: string, name: string): { json: string; html: string } {
  const base = path.join(copyFolder(data_dir), name);
  return { json: `${base}.json`, html: `${base}.html` };
}

/** Writes the copy of request `id`; one that was written before is written anew. */
export async function runCopy(id: number, { engines, data_dir, now, signal }: Copying): Promise<void> {
  const row = await findRequest(engines, id);
  const subject = subjectIn(row);
  if (subject === undefined || row.state === "done" || row.state === "refused") return;
  const tables = personTables();
  await changeRequest(engines, id, { state: "running", step: "gather", done: 0, total: tables.length });
  const known = await knownOf(engines, subject);
  const search = await searchFor(engines, id, known);
  const language = Value.Check(ReportLanguage, row.language) ? row.language : "en";
  const name = `${id}-${randomUUID()}`;
  const files = copyFiles(data_dir, name);
  await mkdir(copyFolder(data_dir), { recursive: true, mode: 0o700 });
  const [json, html] = [writing(files.json), writing(files.html)];
  const made = now().toISOString();
  const counts: [string, number][] = [];
  try {
    const about = { request: id, made, person: `${subject.kind}: ${subject.value}` };
    const person = { asked_by: { kind: subject.kind, value: subject.value }, ...known };
    await json.write(
      `{"request":${id},"made_at":${JSON.stringify(made)},"person":${JSON.stringify(person)},"tables":{`,
    );
    await html.write(copyHead(language, about));
    for (const [at, table] of tables.entries()) {
      signal.throwIfAborted();
      let rows = 0;
      await json.write(`${at === 0 ? "" : ","}${JSON.stringify(table.table)}:[`);
      for await (const line of readPerson(engines, table, search, signal)) {
        if (rows === 0) await html.write(copySection(language, table.table));
        await json.write(`${rows === 0 ? "" : ","}\n${line}`);
        await html.write(copyRow(line));
        rows += 1;
      }
      await json.write("]");
      if (rows > 0) counts.push([table.table, rows]);
      await changeRequest(engines, id, { step: table.table, done: at + 1 });
    }
    await json.write("}}\n");
    await html.write(copyEnd(language, counts));
    await Promise.all([json.end(), html.end()]);
  } catch (fault) {
    await Promise.all([json.end().catch(() => undefined), html.end().catch(() => undefined)]);
    await removeCopy(data_dir, name);
    throw fault;
  } finally {
    await forgetMarks(engines, id);
  }
  const expires_at = new Date(now().getTime() + copy_days * day_ms);
  await changeRequest(engines, id, { state: "done", step: "", file: name, expires_at, ended_at: now(), error: null });
}

/** Removes the files of a copy. */
export async function removeCopy(data_dir: string, name: string): Promise<void> {
  const files = copyFiles(data_dir, name);
  await Promise.all([rm(files.json, { force: true }), rm(files.html, { force: true })]);
}
