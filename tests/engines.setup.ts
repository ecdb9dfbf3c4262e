// One pair of embedded engines for the whole run of tests, or the ones that the environment names.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startEmbedded } from "#storage";

declare module "vitest" {
  export interface ProvidedContext {
    clickhouse_url: string;
    postgres_url: string;
    local_files: boolean;
  }
}

/** Starts the engines that are not named by KOMPAS_CLICKHOUSE_URL and KOMPAS_POSTGRES_URL; gives what stops them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { KOMPAS_CLICKHOUSE_URL: clickhouse_url, KOMPAS_POSTGRES_URL: postgres_url } = process.env;
  const folder = await mkdtemp(join(tmpdir(), "kompas-test-"));
  const embedded = await startEmbedded(folder, { clickhouse: !clickhouse_url, postgres: !postgres_url });
  project.provide("clickhouse_url", embedded.clickhouse?.url ?? clickhouse_url ?? "");
  project.provide("postgres_url", embedded.postgres ?? postgres_url ?? "");
  project.provide("local_files", embedded.clickhouse !== undefined);
  return async () => {
    await embedded.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
