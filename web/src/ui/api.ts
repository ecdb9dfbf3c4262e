// The API as the pages call it: typed by the contract, faults as ApiError, requests that end when nobody waits any more.

import {
  keepPreviousData,
  QueryClient,
  type UseQueryOptions,
  type UseQueryResult,
  useQuery,
} from "@tanstack/react-query";
import type {
  CustomerPage,
  CustomerQuery,
  Dimension,
  MetricAnswer,
  MetricDefinition,
  MetricParameters,
  MetricQuery,
  MetricSummary,
  Problem,
  SqlText,
  Workspace,
} from "#contract";

/** A fault of a request: the server's problem+json, or code "unreachable" when no answer came. */
export class ApiError extends Error {
  readonly status: number;
  /** Stable; pages and catalogues go by it. */
  readonly code: string;
  readonly field: string | undefined;
  constructor(status: number, code: string, message: string, field?: string) {
    super(message);
    this.name = "ApiError";
    this.status = status;
    this.code = code;
    this.field = field;
  }
}

/** Inputs of a query as a page holds them: any may still be undefined. */
export type Asked<Query> = { readonly [Name in keyof Query]?: Query[Name] | undefined };

export type Inputs = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Path with query; inputs that are undefined, null or "" are left out. */
export function apiUrl(path: string, inputs: Inputs = {}): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(inputs)) {
    if (value !== undefined && value !== null && value !== "") params.set(name, String(value));
  }
  const text = params.toString();
  return text === "" ? path : `${path}?${text}`;
}

async function problemOf(response: Response): Promise<ApiError> {
  const is_json = response.headers.get("content-type")?.includes("json") ?? false;
  if (!is_json) return new ApiError(response.status, "unexpected", response.statusText);
  const problem: Problem = await response.json();
  return new ApiError(response.status, problem.code, problem.detail ?? problem.title, problem.field);
}

const strangers = new Set<() => void>();

/** Calls `listener` when the server wants to know who asks: the session ended. Gives what takes the call back. */
export function onLoginRequired(listener: () => void): () => void {
  strangers.add(listener);
  return () => void strangers.delete(listener);
}

async function answered(path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw new ApiError(0, "unreachable", "Kompas does not answer");
  }
  if (response.ok) return response;
  const fault = await problemOf(response);
  if (fault.code === "login_required") for (const listener of strangers) listener();
  throw fault;
}

/** GET, decoded. Throws ApiError; rejects with AbortError when `signal` aborts. */
export async function apiGet<T>(path: string, inputs: Inputs = {}, signal?: AbortSignal): Promise<T> {
  const response = await answered(apiUrl(path, inputs), {
    headers: { accept: "application/json" },
    signal: signal ?? null,
  });
  return response.json();
}

type Method = "POST" | "PUT" | "PATCH" | "DELETE";

async function sent(method: Method, path: string, body?: unknown, signal?: AbortSignal): Promise<Response> {
  // Tells the server that our own page asks, also where the browser does not.
  const own = { accept: "application/json", "x-kompas": "1" };
  const init: RequestInit = { method, signal: signal ?? null, headers: own };
  if (body !== undefined) {
    init.headers = { ...own, "content-type": "application/json" };
    init.body = JSON.stringify(body);
  }
  return await answered(path, init);
}

/** Any other method with a JSON body; null for an answer without content. */
export async function apiSend<T>(method: Method, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  const response = await sent(method, path, body, signal);
  const text = await response.text();
  return JSON.parse(text === "" ? "null" : text);
}

/** Sends what must arrive though the page is being left; nobody is there to hear the answer. */
export function apiLeave(path: string, body: unknown): void {
  const headers = { "content-type": "application/json", "x-kompas": "1" };
  void fetch(path, { method: "POST", headers, body: JSON.stringify(body), keepalive: true }).catch(() => undefined);
}

/** A file that is asked for by a POST. */
export async function apiBlob(path: string, body: unknown): Promise<Blob> {
  const response = await sent("POST", path, body);
  return await response.blob();
}

/** One for the app: answers stay fresh for half a minute; what the caller must mend is not tried again. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      retry: (count, error) => count < 2 && !(error instanceof ApiError && error.status >= 400 && error.status < 500),
    },
  },
});

type ApiOptions<T> = Omit<UseQueryOptions<T, Error>, "queryKey" | "queryFn">;

/** GET as a hook. While inputs change the earlier answer stays on the screen (`isPlaceholderData`). */
export function useApi<T>(path: string, inputs: Inputs = {}, options: ApiOptions<T> = {}): UseQueryResult<T, Error> {
  return useQuery<T, Error>({
    queryKey: [path, inputs],
    queryFn: ({ signal }) => apiGet<T>(path, inputs, signal),
    placeholderData: keepPreviousData,
    ...options,
  });
}

export function useWorkspace() {
  return useApi<Workspace>("/api/v1/workspace");
}

export function useMetrics() {
  return useApi<MetricDefinition[]>("/api/v1/metrics", {}, { staleTime: Number.POSITIVE_INFINITY });
}

export function useDimensions(enabled = true) {
  return useApi<Dimension[]>("/api/v1/dimensions", {}, { enabled });
}

export function useMetricSummary(inputs: Asked<Omit<MetricQuery, "by">> & { readonly ids: string }, enabled = true) {
  return useApi<MetricSummary>("/api/v1/metrics/summary", inputs, { enabled });
}

/** A metric's inputs: parameters may stand as the URL has them. */
type AskedMetric = Inputs & Asked<Omit<MetricQuery, keyof MetricParameters>>;

export function useMetricValues(id: string, inputs: AskedMetric, enabled = true) {
  return useApi<MetricAnswer>(`/api/v1/metrics/${encodeURIComponent(id)}/values`, inputs, { enabled });
}

export function useMetricSql(id: string, inputs: AskedMetric, enabled: boolean) {
  return useApi<SqlText>(`/api/v1/metrics/${encodeURIComponent(id)}/sql`, inputs, { enabled });
}

export function useCustomers(inputs: Asked<CustomerQuery>, enabled = true) {
  return useApi<CustomerPage>("/api/v1/customers", inputs, { enabled });
}
