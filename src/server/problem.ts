// Faults as RFC 9457 problem+json: stable codes, the field at fault, the mend, and never an engine's own words.
import { type Problem, ProblemError } from "#contract";
import { type StorageCode, StorageError } from "#storage";

/** What is answered for a fault. `retry_after_s` is set where trying again later may help. */
export interface ProblemReply {
  readonly problem: Problem;
  readonly retry_after_s: number | undefined;
  /** True when the fault is ours and worth a line in the log. */
  readonly ours: boolean;
}

interface StorageProblem {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly retry_after_s?: number;
}

// The engine's text may hold SQL, values or addresses, so each code has its own words.
const storageProblems: Readonly<Record<StorageCode, StorageProblem>> = {
  engine_unavailable: {
    status: 503,
    title: "An engine is not reachable",
    detail: "It is being restarted; try again in a moment. kompas check tells more.",
    retry_after_s: 2,
  },
  query_cancelled: {
    status: 503,
    title: "The question was cancelled",
    detail: "It was stopped before it was answered; ask again.",
    retry_after_s: 1,
  },
  query_timeout: {
    status: 504,
    title: "The question took too long",
    detail: "Ask for a shorter period or fewer groups.",
  },
  memory_limit: {
    status: 503,
    title: "The question needs more memory than the engine may use",
    detail: "Ask for a shorter period or fewer groups, or try again when less is running.",
    retry_after_s: 10,
  },
  disk_full: {
    status: 507,
    title: "The disk is full",
    detail: "Make room on the disk of the data folder, then try again; what was reported as done is kept.",
  },
  bad_query: {
    status: 500,
    title: "A question was refused by the engine",
    detail: "This is a fault of Kompas; its log says more.",
  },
  bad_input: {
    status: 400,
    title: "A value cannot be used",
    detail: "The engine could not read one of the values that were sent.",
  },
  conflict: {
    status: 409,
    title: "Somebody changed this at the same time",
    detail: "Load it again and repeat the change.",
  },
};

/** The title of a status that stands alone. */
const titles: Readonly<Record<number, string>> = {
  400: "The request cannot be understood",
  401: "A token is needed",
  403: "Not allowed",
  404: "There is no such thing here",
  405: "This method is not offered here",
  409: "This cannot be done now",
  413: "The request is too large",
  415: "This content type is not taken",
  421: "This server does not answer to that name",
  422: "The values do not fit",
  429: "Too many requests",
  500: "Something failed here",
  503: "Not ready yet",
};

function reply(status: number, code: string, title: string, detail?: string, field?: string): Problem {
  return {
    type: `urn:kompas:problem:${code}`,
    title,
    status,
    code,
    ...(detail === undefined ? {} : { detail }),
    ...(field === undefined ? {} : { field }),
  };
}

/** Not ready yet: the engines are starting or being restarted. */
export class NotReadyError extends Error {
  constructor(detail: string) {
    super(detail);
    this.name = "NotReadyError";
  }
}

/** A value of a request that its schema refuses; `field` is its dotted path below query, params or body. */
export class InvalidError extends Error {
  readonly field: string;
  constructor(field: string, message: string) {
    super(message);
    this.name = "InvalidError";
    this.field = field;
  }
}

function statusOf(fault: unknown): number | undefined {
  if (typeof fault !== "object" || fault === null || !("statusCode" in fault)) return undefined;
  return typeof fault.statusCode === "number" ? fault.statusCode : undefined;
}

function codeOf(fault: unknown): string {
  return typeof fault === "object" && fault !== null && "code" in fault ? String(fault.code) : "";
}

/** Any fault of a request as what is answered. */
export function problemOf(fault: unknown): ProblemReply {
  if (fault instanceof ProblemError) {
    const title = titles[fault.status] ?? "This cannot be done";
    return {
      problem: reply(fault.status, fault.code, title, fault.message, fault.field),
      retry_after_s: fault.retry_after_s ?? (fault.status === 429 || fault.status === 503 ? 2 : undefined),
      ours: fault.status >= 500,
    };
  }
  if (fault instanceof InvalidError) {
    return {
      problem: reply(400, "invalid", titles[400] ?? "", fault.message, fault.field),
      retry_after_s: undefined,
      ours: false,
    };
  }
  if (fault instanceof NotReadyError) {
    return { problem: reply(503, "starting", titles[503] ?? "", fault.message), retry_after_s: 1, ours: false };
  }
  if (fault instanceof StorageError) {
    const known = storageProblems[fault.code];
    return {
      problem: reply(known.status, fault.code, known.title, known.detail),
      retry_after_s: known.retry_after_s,
      ours: known.status >= 500,
    };
  }
  if (codeOf(fault) === "ENOSPC") {
    const known = storageProblems.disk_full;
    return {
      problem: reply(known.status, "disk_full", known.title, known.detail),
      retry_after_s: undefined,
      ours: true,
    };
  }
  return ofFramework(fault);
}

/** Faults that the HTTP framework raises itself (too large, not JSON), and everything that nobody foresaw. */
function ofFramework(fault: unknown): ProblemReply {
  const status = statusOf(fault);
  if (status !== undefined && status >= 400 && status < 500) {
    const detail = fault instanceof Error ? fault.message : undefined;
    const code =
      status === 413
        ? "too_large"
        : status === 415
          ? "content_type"
          : status === 429
            ? "too_many_requests"
            : "bad_request";
    return {
      problem: reply(status, code, titles[status] ?? titles[400] ?? "", detail),
      retry_after_s: status === 429 ? 10 : undefined,
      ours: false,
    };
  }
  return {
    problem: reply(500, "internal", titles[500] ?? "", "This is a fault of Kompas; its log says more."),
    retry_after_s: undefined,
    ours: true,
  };
}
