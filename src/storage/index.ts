// The door of storage: the engines, the `sql` tag, queries, migrations, jobs and the outbox.
export { ofCustomers } from "./alias.ts";
export { type Bell, createBell, hearNotify } from "./bell.ts";
export { type ClickHouse, connectClickHouse, type Progress, type RunOptions } from "./clickhouse.ts";
export type { Database } from "./database.ts";
export { diagnose, type Finding } from "./diagnose.ts";
export { EmbeddedError } from "./embedded/fault.ts";
export { type Embedded, startEmbedded } from "./embedded/supervisor.ts";
export { definition, type Engines, route } from "./engines.ts";
export { type StorageCode, StorageError, storageError } from "./errors.ts";
export { enqueue, type JobRequest } from "./job.ts";
export { latinSql } from "./latin.sql.ts";
export { MigrationError, migrate } from "./migrate.ts";
export { type EnginesConfig, openEngines } from "./open.ts";
export { addToOutbox, drainOutbox, type OutboxMessage } from "./outbox.ts";
export { forgetMarks, noteMarks, type PersonMarks } from "./person/marks.ts";
export {
  countPerson,
  erasePerson,
  type PersonSearch,
  type PersonTable,
  personTables,
  type Remains,
  readPerson,
  rewriteTables,
} from "./person/person.ts";
export { connectPostgres, type Postgres } from "./postgres.ts";
export { type AnyQuery, type Query, query } from "./query.ts";
export { RowWriter } from "./row-binary.ts";
export { identifier, join, render, type Sql, type SqlInput, sql, typed } from "./sql.ts";
export { standingWord } from "./standing.ts";
export {
  type AnyJobHandler,
  type JobContext,
  type JobHandler,
  job,
  startWorkers,
  type WorkerOptions,
  type Workers,
} from "./worker.ts";
