// The job that runs an import, and how one is asked for.
import { Type } from "typebox";
import { type ImportRequest, type ImportState, type Mapping, ProblemError } from "#contract";
import { type Engines, enqueue, job } from "#storage";
import { sweep } from "../identify/sweep.ts";
import type { GuessDefaults } from "./preview.ts";
import { createImport, importState } from "./record.ts";
import { runImport } from "./run.ts";
import { keepSecret, shownLocation } from "./secret.ts";
import { forgetOldUploads } from "./upload.ts";

const Payload = Type.Object({ import_id: Type.Integer(), currency: Type.String(), time_zone: Type.String() });

/** Runs the import of its payload; a second run of a finished import changes nothing. */
export const importJob = job({
  kind: "import",
  payload: Payload,
  handle: async ({ import_id, currency, time_zone }, { engines, data_dir, now, signal, last }) => {
    await forgetOldUploads(data_dir, now());
    await runImport(import_id, { engines, data_dir, now, signal, last, settings: { currency, time_zone } });
    // Whom the file showed to be one person is told at once, not within the minute.
    const { created_at } = await importState(engines, import_id, now());
    await sweep(engines, now(), { since: new Date(created_at), signal });
  },
});

// What is known of the source before the file is opened; the runner settles it.
function sourceName({ location, mapping }: ImportRequest): string {
  if (mapping) return mapping.source;
  return location.kind === "sample" ? "online-retail" : "";
}

function checkCurrency(mapping: Mapping | undefined, settings: GuessDefaults): void {
  if (mapping === undefined || mapping.currency === settings.currency) return;
  const message = `The file is in ${mapping.currency}, the workspace in ${settings.currency}; amounts of different currencies cannot be added up`;
  throw new ProblemError(422, "other_currency", message, "mapping.currency");
}

/** Notes an import and the job that runs it; answers how it stands. */
export async function askForImport(
  engines: Engines,
  request: ImportRequest,
  settings: GuessDefaults,
  now: Date,
): Promise<ImportState> {
  const { location, mapping } = request;
  if (location.kind !== "sample") checkCurrency(mapping, settings);
  // One transaction: a crash between the two would leave an import that waits for ever.
  const id = await engines.postgres.guarded("listen.import.ask", (db) =>
    db.transaction().execute(async (transaction) => {
      const import_id = await createImport(transaction, {
        location: shownLocation(location),
        mapping,
        source: sourceName(request),
      });
      keepSecret(import_id, location);
      const { currency, time_zone } = settings;
      const payload = { import_id, currency, time_zone };
      await enqueue(transaction, { kind: importJob.kind, key: `import:${import_id}`, payload });
      return import_id;
    }),
  );
  return await importState(engines, id, now);
}
