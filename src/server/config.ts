// Configuration: every setting stands in one table, is read from the environment and is checked before anything starts.
import { isIP } from "node:net";
import { resolve } from "node:path";
import { isAllInterfaces, urlHost } from "./address.ts";

/** What the process runs with. */
export interface Config {
  readonly data_dir: string;
  readonly port: number;
  readonly host: string;
  /** Where people reach us when that is not host and port, e.g. behind a proxy. No slash at the end. */
  readonly public_url: string | undefined;
  /** Whoever shows it is an admin. When set, nobody is let in without it or a login. */
  readonly admin_token: string | undefined;
  /** What the commands of the terminal show to the server. */
  readonly api_key: string | undefined;
  readonly clickhouse_url: string | undefined;
  readonly postgres_url: string | undefined;
  readonly log_level: LogLevel;
  /** Requests that one address may make in a minute. */
  readonly rate_per_minute: number;
  /** The largest upload and download of an import; listen reads both of these where it imports. */
  readonly upload_max_bytes: number;
  /** Whether imports and enrichment may call private networks, and without TLS. */
  readonly allow_private_urls: boolean;
  /** The file that tells the country of an address, in the MMDB format; listen reads it where it enriches. */
  readonly ip_database: string;
  /** How long replayed and discarded dead letters, and lines of the audit log, are kept; 0 is for ever. */
  readonly keep_dead_letters_days: number;
  readonly keep_audit_days: number;
  /** The server that sends our e-mails; without one none are sent. */
  readonly smtp_url: string | undefined;
  /** Whom our e-mails come from. */
  readonly mail_from: string;
  /** How long running requests may take to finish when the server stops. */
  readonly stop_ms: number;
}

const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];

/** A setting that cannot be used: names the variable and says how to mend it. */
export class ConfigError extends Error {
  readonly variable: string;
  constructor(variable: string, message: string) {
    super(`${variable}: ${message}`);
    this.name = "ConfigError";
    this.variable = variable;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** One row of the table: what a variable means and what it is when not set. `read` throws an Error that says the mend. */
interface Setting<Value> {
  readonly variable: string;
  readonly means: string;
  readonly fallback: string;
  readonly read: (text: string) => Value;
}

function setting<Value>(
  variable: string,
  means: string,
  fallback: string,
  read: (text: string) => Value,
): Setting<Value> {
  return { variable, means, fallback, read };
}

function integer(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== "" && Number.isInteger(value) && value >= least && value <= most) return value;
    throw new Error(`"${text}" is not a whole number from ${least} to ${most}`);
  };
}

function engineUrl(...protocols: readonly string[]): (text: string) => string | undefined {
  return (text) => {
    if (text === "") return undefined;
    // The URL may hold a password, so it is not repeated in the message.
    if (!URL.canParse(text) || !protocols.includes(new URL(text).protocol)) {
      throw new Error(
        `this is not a URL that starts with ${protocols.map((protocol) => `${protocol}//`).join(" or ")}`,
      );
    }
    return text;
  };
}

function host(text: string): string {
  const bare = text.replace(/^\[(.*)\]$/, "$1");
  if (isIP(bare) !== 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(bare)) return bare;
  throw new Error(`"${text}" is neither an address nor a host name; use 127.0.0.1 for this machine only`);
}

function sender(text: string): string {
  if (/^(?:[^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/.test(text)) return text;
  throw new Error(`"${text}" is not an e-mail address, like Kompas <kompas@example.com>`);
}

function publicUrl(text: string): string | undefined {
  if (text === "") return undefined;
  if (URL.canParse(text)) {
    const url = new URL(text);
    if (/^https?:$/.test(url.protocol) && url.pathname === "/" && url.search === "") return url.origin;
  }
  throw new Error(`"${text}" is not an http or https address without a path, like https://kompas.example.com`);
}

function adminToken(text: string): string | undefined {
  if (text === "") return undefined;
  if (/^[\x21-\x7e]{20,}$/.test(text)) return text;
  throw new Error("a token has at least 20 printable characters without spaces; make one with: openssl rand -hex 24");
}

function logLevel(text: string): LogLevel {
  const level = logLevels.find((known) => known === text);
  if (level) return level;
  throw new Error(`"${text}" is not one of ${logLevels.join(", ")}`);
}

function yes(text: string): boolean {
  if (text === "0" || text === "1") return text === "1";
  throw new Error(`"${text}" is neither 0 nor 1`);
}

/** Every setting there is: the one list that is read, documented and printed by `kompas help settings`. */
export const settings = {
  data_dir: setting("KOMPAS_DATA", "Folder of the embedded engines, uploads and engine logs", "./data", (text) =>
    resolve(text),
  ),
  port: setting("KOMPAS_PORT", "Port of the web page and the API; 0 takes any free one", "4600", integer(0, 65_535)),
  host: setting("KOMPAS_HOST", "Address to listen on; beyond loopback everybody has to sign in", "127.0.0.1", host),
  public_url: setting(
    "KOMPAS_PUBLIC_URL",
    "Address under which people reach Kompas, e.g. behind a proxy",
    "",
    publicUrl,
  ),
  admin_token: setting(
    "KOMPAS_ADMIN_TOKEN",
    "Whoever shows it is an admin, beside the users that there are",
    "",
    adminToken,
  ),
  api_key: setting("KOMPAS_API_KEY", "API key that the commands of the terminal show; also --key <key>", "", (text) =>
    text === "" ? undefined : text,
  ),
  clickhouse_url: setting(
    "KOMPAS_CLICKHOUSE_URL",
    "ClickHouse to use instead of the embedded one: http(s)://user:password@host:8123/database[?cluster=name]",
    "",
    engineUrl("http:", "https:"),
  ),
  postgres_url: setting(
    "KOMPAS_POSTGRES_URL",
    "PostgreSQL to use instead of the embedded one: postgresql://user:password@host:5432/database",
    "",
    engineUrl("postgres:", "postgresql:"),
  ),
  log_level: setting("KOMPAS_LOG_LEVEL", `One of ${logLevels.join(", ")}`, "info", logLevel),
  rate_per_minute: setting(
    "KOMPAS_RATE_PER_MINUTE",
    "Requests that one address may make in a minute",
    "6000",
    integer(1, 1_000_000),
  ),
  upload_max_bytes: setting(
    "KOMPAS_UPLOAD_MAX_BYTES",
    "The largest file that may be uploaded or downloaded by an import, in bytes",
    "10000000000",
    integer(1, Number.MAX_SAFE_INTEGER),
  ),
  allow_private_urls: setting(
    "KOMPAS_ALLOW_PRIVATE_URLS",
    "1 lets imports and enrichment call private networks, and without TLS",
    "0",
    yes,
  ),
  ip_database: setting(
    "KOMPAS_IP_DATABASE",
    "File of countries by address (MMDB), by which visitors get the trait ip_country",
    "",
    (text) => text,
  ),
  keep_dead_letters_days: setting(
    "KOMPAS_KEEP_DEAD_LETTERS_DAYS",
    "Days that replayed and discarded dead letters are kept, 0 for ever; open ones always stay",
    "365",
    integer(0, 36_500),
  ),
  keep_audit_days: setting(
    "KOMPAS_KEEP_AUDIT_DAYS",
    "Days that lines of the audit log are kept, 0 for ever",
    "0",
    integer(0, 36_500),
  ),
  smtp_url: setting(
    "KOMPAS_SMTP_URL",
    "The server that sends e-mails: smtp://user:password@host:587, or smtps:// for port 465; none are sent without it",
    "",
    engineUrl("smtp:", "smtps:"),
  ),
  mail_from: setting("KOMPAS_MAIL_FROM", "Whom e-mails come from", "Kompas <kompas@localhost>", sender),
  stop_ms: setting(
    "KOMPAS_STOP_MS",
    "Time for running requests to finish when the server stops",
    "10000",
    integer(0, 600_000),
  ),
} satisfies { [Key in keyof Config]: Setting<Config[Key]> };

function read<Value>(row: Setting<Value>, environment: Environment): Value {
  const text = environment[row.variable] ?? "";
  try {
    return row.read(text === "" ? row.fallback : text);
  } catch (fault) {
    throw new ConfigError(row.variable, fault instanceof Error ? fault.message : String(fault));
  }
}

/**
 * The configuration out of the environment.
 * @throws {ConfigError} for a value that cannot be used.
 */
export function readConfig(environment: Environment): Config {
  const config: Config = {
    data_dir: read(settings.data_dir, environment),
    port: read(settings.port, environment),
    host: read(settings.host, environment),
    public_url: read(settings.public_url, environment),
    admin_token: read(settings.admin_token, environment),
    api_key: read(settings.api_key, environment),
    clickhouse_url: read(settings.clickhouse_url, environment),
    postgres_url: read(settings.postgres_url, environment),
    log_level: read(settings.log_level, environment),
    rate_per_minute: read(settings.rate_per_minute, environment),
    upload_max_bytes: read(settings.upload_max_bytes, environment),
    allow_private_urls: read(settings.allow_private_urls, environment),
    ip_database: read(settings.ip_database, environment),
    keep_dead_letters_days: read(settings.keep_dead_letters_days, environment),
    keep_audit_days: read(settings.keep_audit_days, environment),
    smtp_url: read(settings.smtp_url, environment),
    mail_from: read(settings.mail_from, environment),
    stop_ms: read(settings.stop_ms, environment),
  };
  return config;
}

/** Variables that look like settings but are none: worth a warning, since a mistyped one is otherwise ignored in silence. */
export function unknownSettings(environment: Environment): string[] {
  const known: readonly string[] = Object.values(settings).map((row) => row.variable);
  return Object.keys(environment).filter((variable) => /^KOMPAS_(?!TEST_)/.test(variable) && !known.includes(variable));
}

/** The address that people open: the public one, or host and port on this machine. */
export function addressOf(config: Config, port: number = config.port): string {
  if (config.public_url !== undefined) return config.public_url;
  return localAddress(config, port);
}

/** The address by which a program on this machine reaches the server. */
export function localAddress(config: Config, port: number = config.port): string {
  return `http://${urlHost(isAllInterfaces(config.host) ? "127.0.0.1" : config.host)}:${port}`;
}
