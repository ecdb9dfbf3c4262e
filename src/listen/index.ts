// The door of listen: what comes in from files, tables and streams.
import type { AnyJobHandler, AnyQuery, Engines } from "#storage";
import type { Route } from "#contract";

export const queries: readonly AnyQuery[] = [];
export const routes: readonly Route<Engines>[] = [];
export const jobs: readonly AnyJobHandler[] = [];
