// The one way to reach PostgreSQL: a pool, Kysely on it, transactions, typed errors.
import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import { ProblemError } from "#contract";
import type { Database } from "./database.ts";
import { storageError } from "./errors.ts";

// bigint (oid 20) fits a JavaScript number for every count and id that we hold; parse it once, here.
pg.types.setTypeParser(20, Number);

export interface Postgres {
  /** Where the engine is, for a diagnosis; without the password. */
  readonly url: string;
  readonly pool: pg.Pool;
  readonly db: Kysely<Database>;
  /** Runs `work` and turns the engine's faults into StorageErrors that carry `name`; a ProblemError stays itself. */
  guarded<Result>(name: string, work: (db: Kysely<Database>) => Promise<Result>): Promise<Result>;
  /** A connection of its own for LISTEN or for long work, outside the pool; `timeout_ms` is how long a statement may take. */
  dedicated(timeout_ms?: number): Promise<pg.Client>;
  close(): Promise<void>;
}

/** Connects lazily. `url` may name a socket folder (`postgresql://u:p@/db?host=/path`). */
export function connectPostgres(url: string): Postgres {
  const config = {
    connectionString: url,
    application_name: "kompas",
    connectionTimeoutMillis: 20_000,
    statement_timeout: 60_000,
    // The engine ends a statement, but not a commit that hangs nor a connection that died in silence.
    query_timeout: 70_000,
  };
  const pool = new pg.Pool({ ...config, max: 10 });
  // An idle connection that breaks is dropped by the pool; without a listener it would end the process.
  pool.on("error", () => undefined);
  // So would one that breaks while it is in use; what it was used for is told by its query.
  pool.on("connect", (client) => client.on("error", () => undefined));
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  return {
    url: url.replace(/:[^:@/]*@/, ":***@"),
    pool,
    db,
    async guarded(name, work) {
      try {
        return await work(db);
      } catch (fault) {
        if (fault instanceof ProblemError) throw fault;
        throw storageError("postgres", name, fault);
      }
    },
    async dedicated(timeout_ms = config.statement_timeout) {
      const client = new pg.Client({ ...config, statement_timeout: timeout_ms, query_timeout: timeout_ms + 10_000 });
      client.on("error", () => undefined);
      await client.connect();
      return client;
    },
    close: () => db.destroy(),
  };
}
