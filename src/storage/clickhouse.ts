// The one way to reach ClickHouse: runs rendered SQL with time limits, cancellation and typed errors.
import { randomUUID } from "node:crypto";
import type { Readable } from "node:stream";
import { type ClickHouseClient, ClickHouseLogLevel, type ClickHouseSettings, createClient } from "@clickhouse/client";
import { type ClusterStep, clusterSteps, tableActedOn } from "./cluster.ts";
import { type Access, type Dictionary, dictionaryStatement } from "./dictionary.ts";
import { storageError } from "./errors.ts";
import { render, Sql } from "./sql.ts";

/** Limits of one run. `signal` cancels in the engine too, not only here. */
export interface RunOptions {
  readonly signal?: AbortSignal;
  readonly timeout_ms?: number;
  readonly settings?: ClickHouseSettings;
  /** The engine's id of this run, to watch its progress by {@link ClickHouse.progress}. */
  readonly run_id?: string;
}

/** How far a run is: rows and bytes read so far, and the engine's estimate of all rows (0 when it has none). */
export interface Progress {
  readonly rows_read: number;
  readonly bytes_read: number;
  readonly rows_total: number;
  readonly memory_bytes: number;
}

export interface ClickHouse {
  /** Where the engine is, for a diagnosis; without the password. */
  readonly url: string;
  /** The cluster's name when tables are distributed, or undefined. */
  readonly cluster: string | undefined;
  readonly database: string;
  /** True when the engine is our own child and sees this machine's files by their paths. */
  readonly local_files: boolean;
  /** Rows of a SELECT as objects. `name` is what errors and logs call it. */
  rows(name: string, statement: Sql, options?: RunOptions): Promise<unknown[]>;
  /** The SELECT as a stream of text in a ClickHouse format, e.g. CSVWithNames. */
  stream(name: string, statement: Sql, format: "CSVWithNames" | "JSONEachRow", options?: RunOptions): Promise<Readable>;
  /** A statement without rows: DDL, INSERT … SELECT. */
  run(name: string, statement: Sql, options?: RunOptions): Promise<void>;
  /** Rows into a table, durable when this returns. */
  insert(table: string, rows: readonly object[], options?: RunOptions): Promise<void>;
  /** INSERT … SELECT … FROM input(…) fed by a stream of a file's bytes. */
  feed(name: string, statement: Sql, body: Readable, options?: RunOptions): Promise<void>;
  /** Makes a dictionary anew; the engine fills it as the user that we are. */
  makeDictionary(dictionary: Dictionary): Promise<void>;
  progress(run_id: string): Promise<Progress | undefined>;
  close(): Promise<void>;
}

/**
 * Where to connect: an http(s) URL with user, password and database. `?cluster=name` names a cluster; one without a
 * Keeper also needs `&nodes=host:port,host:port`, the HTTP addresses of all its nodes.
 */
export interface ClickHouseTarget {
  readonly url: string;
  readonly local_files?: boolean;
}

// Numbers come back as JSON numbers; what may exceed 2^53 (ids) is selected with toString().
const readSettings: ClickHouseSettings = {
  output_format_json_quote_64bit_integers: 0,
  output_format_json_quote_decimals: 0,
  output_format_json_quote_denormals: 0,
  date_time_output_format: "iso",
  join_use_nulls: 1,
  // Of few customers the engine merges the doubles of their own rows only, not of all that stand near them.
  optimize_move_to_prewhere_if_final: 1,
};

const defaultTimeout_ms = 60_000;

function limits(options: RunOptions | undefined): ClickHouseSettings {
  const timeout_ms = options?.timeout_ms ?? defaultTimeout_ms;
  // The HTTP connection closing is how an aborted read is cancelled inside the engine.
  return {
    max_execution_time: timeout_ms / 1000,
    cancel_http_readonly_queries_on_client_close: 1,
    ...options?.settings,
  };
}

/** The client of one node, with what every request of ours needs. */
function createNode(url: URL, cluster: boolean): ClickHouseClient {
  return createClient({
    url,
    application: "kompas",
    // Faults reach the caller as StorageErrors; the client's own log would write queries and values past ours.
    log: { level: ClickHouseLogLevel.OFF },
    request_timeout: 3_600_000,
    max_open_connections: 20,
    // Thousands of ids do not fit into an address.
    use_multipart_params_auto: true,
    clickhouse_settings: {
      // A write that outlasts the socket's idle time keeps it alive with progress headers.
      send_progress_in_http_headers: 1,
      http_headers_progress_interval_ms: "20000",
      // Merges build them: an insert, which somebody waits for, need not.
      materialize_skip_indexes_on_insert: 0,
      // An insert is answered when every shard has it; a join of two sharded tables is one of the whole tables.
      ...(cluster ? { distributed_foreground_insert: 1, distributed_product_mode: "global" } : {}),
    },
  });
}

/** What runs go through: the client of the whole, and on a cluster its name and a client of each node. */
interface Connection {
  readonly client: ClickHouseClient;
  readonly nodes: readonly ClickHouseClient[];
  readonly cluster: string | undefined;
}

/** Runs `work` under an id: its abort ends it in the engine, its fault is a StorageError. */
async function guarded<Result>(
  { client }: Connection,
  name: string,
  options: RunOptions | undefined,
  work: (query_id: string) => Promise<Result>,
): Promise<Result> {
  const query_id = options?.run_id ?? randomUUID();
  // A read ends with its connection; a write does not, so it is killed by its id.
  const kill = () =>
    void client
      .command({ query: "KILL QUERY WHERE query_id = {id:String} ASYNC", query_params: { id: query_id } })
      .catch(() => undefined);
  options?.signal?.addEventListener("abort", kill, { once: true });
  try {
    return await work(query_id);
  } catch (fault) {
    throw storageError("clickhouse", name, fault);
  } finally {
    options?.signal?.removeEventListener("abort", kill);
  }
}

function common(statement: Sql, options: RunOptions | undefined, query_id: string) {
  const { text, params } = render(statement);
  return {
    query: text,
    query_params: params,
    query_id,
    ...(options?.signal ? { abort_signal: options.signal } : {}),
  };
}

/** On a cluster, the forms that a change of tables takes there; else the statement itself. */
async function stepsOf({ client, nodes, cluster }: Connection, query: string): Promise<ClusterStep[]> {
  if (cluster === undefined) return [{ text: query, everywhere: false }];
  const table = tableActedOn(query);
  const sharded = table !== undefined && (await exists(client, `${table}_local`));
  return clusterSteps(query, { name: cluster, keeper: nodes.length === 0 }, sharded);
}

async function exists(client: ClickHouseClient, table: string): Promise<boolean> {
  const result = await client.query({
    query: "SELECT 1 FROM system.tables WHERE database = currentDatabase() AND name = {name:String}",
    query_params: { name: table },
    format: "JSONEachRow",
  });
  return (await result.json<unknown>()).length > 0;
}

function reading(connection: Connection): Pick<ClickHouse, "rows" | "stream" | "progress"> {
  const { client } = connection;
  return {
    rows: (name, statement, options) =>
      guarded(connection, name, options, async (query_id) => {
        const result = await client.query({
          ...common(statement, options, query_id),
          format: "JSONEachRow",
          clickhouse_settings: { ...readSettings, ...limits(options) },
        });
        return await result.json<unknown>();
      }),
    stream: (name, statement, format, options) =>
      guarded(connection, name, options, async (query_id) => {
        const { query, ...rest } = common(statement, options, query_id);
        const result = await client.exec({
          ...rest,
          query: `${query}\nFORMAT ${format}`,
          clickhouse_settings: { ...readSettings, ...limits(options) },
        });
        return result.stream;
      }),
    progress: async (run_id) => {
      const result = await client.query({
        query:
          "SELECT read_rows AS rows_read, read_bytes AS bytes_read, total_rows_approx AS rows_total, memory_usage AS memory_bytes FROM system.processes WHERE query_id = {id:String}",
        query_params: { id: run_id },
        format: "JSONEachRow",
        clickhouse_settings: readSettings,
      });
      const [row] = await result.json<Progress>();
      return row;
    },
  };
}

function writing(connection: Connection): Pick<ClickHouse, "run" | "insert" | "feed"> {
  const { client, nodes } = connection;
  return {
    run: (name, statement, options) =>
      guarded(connection, name, options, async (query_id) => {
        const { query, ...rest } = common(statement, options, query_id);
        const clickhouse_settings: ClickHouseSettings = { ...limits(options), wait_end_of_query: 1 };
        for (const step of await stepsOf(connection, query)) {
          for (const node of step.everywhere ? nodes : [client])
            await node.command({ ...rest, query: step.text, clickhouse_settings });
        }
      }),
    insert: (table, rows, options) =>
      guarded(connection, `insert ${table}`, options, async (query_id) => {
        await client.insert({
          table,
          values: rows,
          format: "JSONEachRow",
          query_id,
          clickhouse_settings: { ...limits(options), date_time_input_format: "best_effort" },
        });
      }),
    feed: (name, statement, body, options) =>
      guarded(connection, name, options, async (query_id) => {
        const result = await client.exec({
          ...common(statement, options, query_id),
          values: body,
          clickhouse_settings: { ...limits(options), wait_end_of_query: 1 },
        });
        result.stream.resume();
        await new Promise<void>((resolve, reject) => result.stream.once("end", resolve).once("error", reject));
      }),
  };
}

/** Connects lazily: nothing is sent until the first run. */
export function connectClickHouse(target: ClickHouseTarget): ClickHouse {
  const { url, cluster, nodeUrls } = readTarget(target.url);
  const access = accessOf(url);
  const client = createNode(url, cluster !== undefined);
  const nodes = nodeUrls.map((node) => createNode(node, true));
  const connection = { client, nodes, cluster };
  const written = writing(connection);
  const shown = new URL(url);
  shown.password = "";
  return {
    url: shown.toString(),
    cluster,
    database: access.database,
    local_files: target.local_files ?? false,
    ...reading(connection),
    ...written,
    makeDictionary: (dictionary) =>
      written.run(`dictionary ${dictionary.name}`, new Sql([dictionaryStatement(dictionary, access)], [])),
    close: async () => {
      await Promise.all([client, ...nodes].map((node) => node.close()));
    },
  };
}

function accessOf(url: URL): Access {
  const database = decodeURIComponent(url.pathname.slice(1)) || "default";
  return { database, user: decodeURIComponent(url.username) || "default", password: decodeURIComponent(url.password) };
}

/** The URL as the client takes it, and what its parameters say of a cluster. */
function readTarget(text: string): { url: URL; cluster: string | undefined; nodeUrls: URL[] } {
  const url = new URL(text);
  const cluster = url.searchParams.get("cluster") ?? undefined;
  const hosts = (url.searchParams.get("nodes") ?? "").split(",").filter((host) => host !== "");
  url.searchParams.delete("cluster");
  url.searchParams.delete("nodes");
  const nodeUrls = hosts.map((host) => {
    const node = new URL(url);
    node.host = host;
    return node;
  });
  return { url, cluster, nodeUrls };
}
