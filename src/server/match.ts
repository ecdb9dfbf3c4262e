// Matching files without a Kompas: an engine of its own in a temporary folder, gone afterwards.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type FileRequest, type MatchReport, reportOnFiles } from "#listen";
import { connectClickHouse, startEmbedded } from "#storage";

/**
 * Matches one file or two with an engine that lives as long as this call.
 * @throws EmbeddedError when the engine does not start; ProblemError when a file cannot be read
 */
export async function matchAlone(request: FileRequest, signal?: AbortSignal): Promise<MatchReport> {
  const folder = await mkdtemp(join(tmpdir(), "kompas-match-"));
  try {
    const embedded = await startEmbedded(folder, { clickhouse: true, postgres: false });
    const clickhouse = connectClickHouse(embedded.clickhouse ?? { url: "" });
    // The engine's end is the quickest end of whatever it is doing.
    const stop = () => void embedded.stop();
    signal?.addEventListener("abort", stop, { once: true });
    try {
      return await reportOnFiles(clickhouse, request);
    } finally {
      signal?.removeEventListener("abort", stop);
      await clickhouse.close();
      await embedded.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
