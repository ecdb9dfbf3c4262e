// Faults of the engines as typed errors, each with a stable code that the API shows.

/** What went wrong, in words a program can act on. */
export type StorageCode =
  | "engine_unavailable"
  | "query_cancelled"
  | "query_timeout"
  | "memory_limit"
  | "disk_full"
  | "bad_query"
  | "bad_input"
  | "conflict";

/** An engine's fault. `detail` is the engine's own first line; never shown to people who did not ask for it. */
export class StorageError extends Error {
  readonly code: StorageCode;
  readonly engine: "clickhouse" | "postgres";
  readonly query: string;
  readonly detail: string;
  constructor(engine: "clickhouse" | "postgres", code: StorageCode, query: string, detail: string, cause?: unknown) {
    super(`${engine} ${code} in ${query}: ${detail}`, { cause });
    this.name = "StorageError";
    this.code = code;
    this.engine = engine;
    this.query = query;
    this.detail = detail;
  }
}

// Numbers of ClickHouse's ErrorCodes.cpp.
const clickhouseCodes: Readonly<Record<string, StorageCode>> = {
  "159": "query_timeout",
  "160": "query_timeout",
  "209": "engine_unavailable",
  "210": "engine_unavailable",
  "241": "memory_limit",
  "243": "disk_full",
  "394": "query_cancelled",
  "735": "query_cancelled",
  "6": "bad_input",
  "27": "bad_input",
  "33": "bad_input",
  "36": "bad_input",
  "38": "bad_input",
  "41": "bad_input",
  "72": "bad_input",
  "117": "bad_input",
  "202": "engine_unavailable",
  "636": "bad_input",
};

// Classes and codes of PostgreSQL's appendix A.
const postgresCodes: readonly (readonly [prefix: string, code: StorageCode])[] = [
  ["57014", "query_cancelled"],
  ["57P", "engine_unavailable"],
  ["08", "engine_unavailable"],
  ["53100", "disk_full"],
  ["53200", "memory_limit"],
  ["53300", "engine_unavailable"],
  ["23", "conflict"],
  ["40", "conflict"],
  ["55P03", "query_timeout"],
  ["22", "bad_input"],
];

function codeOf(fault: unknown): string {
  return typeof fault === "object" && fault !== null && "code" in fault ? String(fault.code) : "";
}

function messageOf(fault: unknown): string {
  return fault instanceof Error ? fault.message : String(fault);
}

const socketFaults = /ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|socket hang up|Timeout error|Connection terminated/;

/** Any fault met while running a query, as a StorageError; a StorageError stays itself. */
export function storageError(engine: "clickhouse" | "postgres", query: string, fault: unknown): StorageError {
  if (fault instanceof StorageError) return fault;
  const code = codeOf(fault);
  const message = messageOf(fault);
  const [firstLine = ""] = message.split("\n");
  const known =
    engine === "clickhouse" ? clickhouseCodes[code] : postgresCodes.find(([prefix]) => code.startsWith(prefix))?.[1];
  // PostgreSQL has one code for a statement that somebody cancelled and for one that ran out of its time.
  if (known === "query_cancelled" && /statement timeout/.test(message)) {
    return new StorageError(engine, "query_timeout", query, firstLine, fault);
  }
  if (known) return new StorageError(engine, known, query, firstLine, fault);
  if (/abort/i.test(message)) return new StorageError(engine, "query_cancelled", query, firstLine, fault);
  if (socketFaults.test(`${code} ${message}`))
    return new StorageError(engine, "engine_unavailable", query, firstLine, fault);
  return new StorageError(engine, "bad_query", query, firstLine, fault);
}
