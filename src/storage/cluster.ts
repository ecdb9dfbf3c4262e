// The cluster form of a statement, by mechanical transform: each table becomes a local table on every shard and a
// Distributed table of its name over them, so that everything above writes and reads the same names as on one server.

/** Where statements run when the ClickHouse is a cluster. */
export interface Cluster {
  /** Its name in the servers' `remote_servers`. */
  readonly name: string;
  /** True: the cluster has a Keeper, so `ON CLUSTER` and Replicated tables. False: each node is told by us. */
  readonly keeper: boolean;
}

/** One statement; `everywhere` when it must be sent to each node. */
export interface ClusterStep {
  readonly text: string;
  readonly everywhere: boolean;
}

const name = "[A-Za-z_][A-Za-z0-9_]*";
const createTable = new RegExp(`^\\s*(CREATE TABLE(?: IF NOT EXISTS)?)\\s+(${name})\\s*(\\([\\s\\S]*)$`, "i");
const createOther = new RegExp(
  `^(\\s*CREATE\\s+(?:OR REPLACE\\s+)?(?:MATERIALIZED VIEW|VIEW|DICTIONARY|FUNCTION|DATABASE)(?:\\s+IF NOT EXISTS)?\\s+${name})`,
  "i",
);
const dropOther = new RegExp(`^(\\s*DROP\\s+(?:VIEW|DICTIONARY|FUNCTION|DATABASE)(?:\\s+IF EXISTS)?\\s+${name})`, "i");
// Each node has its own copy of a dictionary.
const reload = new RegExp(`^(\\s*SYSTEM RELOAD DICTIONARY)(\\s+${name})`, "i");
const onTable = new RegExp(
  `^(\\s*(?:DELETE FROM|ALTER TABLE|TRUNCATE TABLE(?: IF EXISTS)?|TRUNCATE(?: IF EXISTS)?|OPTIMIZE TABLE|DROP TABLE(?: IF EXISTS)?)\\s+)(${name})`,
  "i",
);
const engine = /\bENGINE\s*=\s*(\w+)(?:\(([^()]*)\))?/i;
const orderBy = /\bORDER BY\s*\(?\s*(\w+)/i;
// What changes a table's columns changes the Distributed table too; everything else is the local tables' affair.
const onColumns = /\b(ADD|DROP|MODIFY|RENAME|COMMENT)\s+COLUMN\b/i;

/** The table that a DELETE, ALTER, TRUNCATE, OPTIMIZE or DROP acts on, or undefined for other statements. */
export function tableActedOn(statement: string): string | undefined {
  return onTable.exec(statement)?.[2];
}

/**
 * The statements that do on a cluster what `statement` does on one server. `sharded` says whether the table that a
 * change acts on has local tables. Rows are sharded by the hash of the first column of the sort key, so that rows
 * that replace one another meet in one shard.
 */
export function clusterSteps(statement: string, cluster: Cluster, sharded: boolean): ClusterStep[] {
  const everywhere = !cluster.keeper;
  const on = cluster.keeper ? ` ON CLUSTER ${cluster.name}` : "";
  const step = (text: string): ClusterStep => ({ text, everywhere });
  const table = createTable.exec(statement);
  if (table) return createSteps(table, cluster.keeper, on, cluster.name).map(step);
  if (createOther.test(statement)) return [step(statement.replace(createOther, `$1${on}`))];
  if (dropOther.test(statement)) return [step(statement.replace(dropOther, `$1${on}`))];
  if (reload.test(statement)) return [step(statement.replace(reload, `$1${on}$2`))];
  const acted = onTable.exec(statement);
  if (!acted) return [{ text: statement, everywhere: false }];
  const changeOf = (suffix: string) => step(statement.replace(onTable, `$1$2${suffix}${on}`));
  if (!sharded) return [changeOf("")];
  const both = /^\s*DROP/i.test(statement) || (/^\s*ALTER/i.test(statement) && onColumns.test(statement));
  return both ? [changeOf("_local"), changeOf("")] : [changeOf("_local")];
}

function createSteps(match: RegExpExecArray, keeper: boolean, on: string, cluster: string): string[] {
  const [, create = "", table = "", rest = ""] = match;
  const kind = engine.exec(rest)?.[1] ?? "";
  // A Null table only feeds materialized views: each node has its own, and the views write to Distributed tables.
  if (!/MergeTree$/.test(kind)) return [`${create} ${table}${on} ${rest}`];
  const key = orderBy.exec(rest)?.[1];
  const shardingKey = key && key.toLowerCase() !== "tuple" ? `cityHash64(${key})` : "rand()";
  const local = keeper ? rest.replace(engine, replicated(table)) : rest;
  return [
    `${create} ${table}_local${on} ${local}`,
    `${create} ${table}${on} AS ${table}_local ENGINE = Distributed('${cluster}', currentDatabase(), '${table}_local', ${shardingKey})`,
  ];
}

function replicated(table: string): (all: string, kind: string, args?: string) => string {
  const place = `'/clickhouse/tables/{shard}/{database}/${table}_local', '{replica}'`;
  return (_all, kind, args) => `ENGINE = Replicated${kind}(${args ? `${place}, ${args}` : place})`;
}
