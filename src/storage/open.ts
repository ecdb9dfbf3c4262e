// Opens the engines that a configuration names: the embedded ones in a data folder, or others by their URLs.
import { connectClickHouse } from "./clickhouse.ts";
import { startEmbedded } from "./embedded/supervisor.ts";
import type { Engines } from "./engines.ts";
import { connectPostgres } from "./postgres.ts";

/** Where the engines are; what is not named is started in `data_dir`. */
export interface EnginesConfig {
  readonly data_dir: string;
  readonly clickhouse_url?: string;
  readonly postgres_url?: string;
}

/** Connects to the engines, starting what is embedded; `stop` closes the connections and stops what was started. */
export async function openEngines(config: EnginesConfig): Promise<{ engines: Engines; stop(): Promise<void> }> {
  const embedded = await startEmbedded(config.data_dir, {
    clickhouse: config.clickhouse_url === undefined,
    postgres: config.postgres_url === undefined,
  });
  const engines: Engines = {
    clickhouse: connectClickHouse(embedded.clickhouse ?? { url: config.clickhouse_url ?? "" }),
    postgres: connectPostgres(embedded.postgres ?? config.postgres_url ?? ""),
  };
  return {
    engines,
    stop: async () => {
      await Promise.allSettled([engines.clickhouse.close(), engines.postgres.close()]);
      await embedded.stop();
    },
  };
}
