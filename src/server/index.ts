// The door of the server: its settings, its start and stop, and where a running one is found.

export type { MatchReport } from "#listen";
export { isPrivate } from "./caller.ts";
export { addressOf, type Config, ConfigError, readConfig, settings, unknownSettings } from "./config.ts";
export { diagnoseKompas } from "./diagnose.ts";
export { readVersion } from "./kompas.ts";
export { matchAlone } from "./match.ts";
export { findRunning, localKey, type Running } from "./presence.ts";
export { migrateKompas, type Server, StartError, type StartOptions, startServer } from "./server.ts";
