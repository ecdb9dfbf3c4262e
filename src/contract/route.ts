// What a route says of itself where it stands: who may call it, what it takes, what it gives, how it answers.
import type { IncomingHttpHeaders } from "node:http";
import type { Readable } from "node:stream";
import type { Static, TSchema } from "typebox";
import type { Settings } from "./workspace.ts";

/** Each role may do what those before it may. */
export const roles = ["viewer", "agent", "marketer", "analyst", "admin"] as const;
export type Role = (typeof roles)[number];

/**
 * The least role that may call. `public` is for what anybody must reach: health, the app's own files, the login.
 * `source` is for what sends touchpoints, from any site: the handler asks for the write key of a source, or for the
 * signature of its webhook, and lets nothing else through.
 */
export type Access = Role | "public" | "source";

/** Who calls. `local` is this machine: its terminal, or anybody here as long as there are no users. */
export interface Caller {
  readonly kind: "user" | "api_key" | "token" | "local" | "source" | "public";
  /** The number of the user or of the key; a word for the others. */
  readonly id: string;
  readonly name: string;
  /** Undefined for a source and for the public: they have none. */
  readonly role: Role | undefined;
}

/** A caller in one text, as tables keep whose something is; nobody is empty. */
export function callerKey(caller: Caller | undefined): string {
  return caller === undefined ? "" : `${caller.kind}:${caller.id}`;
}

/** The cookie of the caller's browser, for the routes that begin and end a session. */
export interface SessionCookie {
  /** The id that the browser showed. */
  readonly id: string | undefined;
  /** Gives the browser an id; from here on the request is that caller's, which the audit log tells. */
  begin(id: string, expires_at: Date, caller: Caller): void;
  end(): void;
}

/** What a handler has besides its inputs. `Engines` is storage's; the contract only passes it on. */
export interface Context<Engines> {
  readonly engines: Engines;
  readonly settings: Settings;
  /** The data folder, for uploads. */
  readonly data_dir: string;
  readonly now: () => Date;
  /**
   * Aborted when the caller hangs up or the server stops; where an answer lasts, also when its caller may no longer have
   * it: then the reason is the ProblemError that the caller would be answered now.
   */
  readonly signal: AbortSignal;
  /** The server always tells who calls; tests that call a handler themselves may leave it out. */
  readonly caller?: Caller;
}

export interface RouteRequest<Params, Query, Body, Engines> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly headers: IncomingHttpHeaders;
  /** The caller's address. */
  readonly ip: string;
  /** The raw body of a route whose `takes` is "bytes". */
  readonly bytes: Readable;
  /** Given by the server; absent in tests that call a handler themselves. */
  readonly cookie?: SessionCookie;
  readonly context: Context<Engines>;
}

/** A file instead of JSON; without a name it is shown or streamed (an image, server-sent events), not saved. */
export interface FileReply {
  readonly stream: Readable;
  readonly file_name?: string;
  readonly content_type: string;
  /** Where it differs from the route's: a page that says what went wrong is a page too. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

interface RouteHead {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Full path, e.g. /api/v1/cohorts/:id */
  readonly path: string;
  readonly access: Access;
  readonly summary: string;
  /** Status of success; 200 when left out. */
  readonly status?: 200 | 201 | 202 | 204;
  /** False for a POST that only asks (a preview, a check): the audit log holds changes alone. */
  readonly changes?: false;
  /** Requests that one address may make in a minute, where that is fewer than of all others. */
  readonly rate_per_minute?: number;
  /**
   * A stream without an end of its own: a server that stops aborts its signal at once instead of waiting for it, and
   * asks all the while whether its caller may still have it.
   */
  readonly lasts?: true;
}

/** A route with its schemas. `reply: "file"` answers a {@link FileReply}; `takes: "bytes"` leaves the body unread. */
export interface RouteDefinition<
  Engines,
  Params extends TSchema,
  Query extends TSchema,
  Body extends TSchema,
  Reply extends TSchema | "file",
> extends RouteHead {
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  readonly takes?: "bytes";
  readonly reply: Reply;
  // A method, so that routes of all schemas fit in one list.
  handle(
    request: RouteRequest<Static<Params>, Static<Query>, Static<Body>, Engines>,
  ): Promise<Reply extends TSchema ? Static<Reply> : FileReply>;
}

/** Any route, as the server mounts it. */
export type Route<Engines> = RouteDefinition<Engines, TSchema, TSchema, TSchema, TSchema | "file">;

/**
 * A fault that the caller can mend; becomes problem+json. `code` is stable, `field` names what is wrong,
 * `retry_after_s` says when the same request may succeed (429, 503).
 */
export class ProblemError extends Error {
  readonly status: number;
  readonly code: string;
  readonly field: string | undefined;
  readonly retry_after_s: number | undefined;
  constructor(status: number, code: string, message: string, field?: string, retry_after_s?: number) {
    super(message);
    this.name = "ProblemError";
    this.status = status;
    this.code = code;
    this.field = field;
    this.retry_after_s = retry_after_s;
  }
}
