// The workspace: its one row, read at the start and after each change, and the routes that show and change it.

import { Type } from "typebox";
import { ProblemError, type Route, Settings, Workspace } from "#contract";
import { type Engines, type Postgres, route } from "#storage";
import type { Kompas } from "./kompas.ts";

const columns = ["name", "currency", "time_zone", "country", "personal_data_role"] as const;

/** Reads the settings. */
export async function readSettings(postgres: Postgres): Promise<Settings> {
  return postgres.guarded("server.workspace.read", (db) =>
    db.selectFrom("workspace").select(columns).executeTakeFirstOrThrow(),
  );
}

/** Since when data of an invented company stand in the workspace. */
async function simulatedAt(postgres: Postgres): Promise<string | null> {
  const row = await postgres.guarded("server.workspace.simulated", (db) =>
    db
      .selectFrom("simulation")
      .select(({ fn }) => fn.min("simulated_at").as("at"))
      .executeTakeFirst(),
  );
  return row?.at?.toISOString() ?? null;
}

const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf("currency"));

/** @throws {ProblemError} 422 unknown_currency */
function checkCurrency(currency: string): void {
  if (currencies.has(currency)) return;
  throw new ProblemError(
    422,
    "unknown_currency",
    `${currency} is not a currency of ISO 4217, like EUR, GBP or USD.`,
    "currency",
  );
}

const regions = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });

/** @throws {ProblemError} 422 unknown_country */
function checkCountry(country: string): void {
  if (country === "" || regions.of(country) !== undefined) return;
  throw new ProblemError(
    422,
    "unknown_country",
    `${country} is not a country of ISO 3166, like PL, GB or US.`,
    "country",
  );
}

/**
 * The zone as it is spelled in the time zone database.
 * @throws {ProblemError} 422 unknown_time_zone
 */
function knownZone(time_zone: string): string {
  if (time_zone === "UTC") return time_zone;
  try {
    const { timeZone } = new Intl.DateTimeFormat("en", { timeZone: time_zone }).resolvedOptions();
    // A bare offset is no zone: it has no summer time and the engines spell it differently.
    if (/^[A-Z]/i.test(time_zone)) return time_zone.toLowerCase() === timeZone.toLowerCase() ? timeZone : time_zone;
  } catch {
    // Said below.
  }
  throw new ProblemError(
    422,
    "unknown_time_zone",
    `${time_zone} is not an IANA time zone, like Europe/Warsaw or UTC.`,
    "time_zone",
  );
}

/** What of the settings may be changed; what is left out stays. */
export const SettingsPatch = Type.Partial(Settings);

/**
 * The change as it is kept.
 * @throws {ProblemError} 422 unknown_currency, unknown_country, unknown_time_zone
 */
export function checkedSettings(patch: Partial<Settings>): Partial<Settings> {
  if (patch.currency !== undefined) checkCurrency(patch.currency);
  if (patch.country !== undefined) checkCountry(patch.country);
  return { ...patch, ...(patch.time_zone === undefined ? {} : { time_zone: knownZone(patch.time_zone) }) };
}

/** Checks and writes the change, and gives the settings as they are now. */
async function changeSettings(postgres: Postgres, patch: Partial<Settings>): Promise<Settings> {
  const change = checkedSettings(patch);
  if (Object.keys(change).length === 0) return readSettings(postgres);
  return postgres.guarded("server.workspace.change", (db) =>
    db.updateTable("workspace").set(change).returning(columns).executeTakeFirstOrThrow(),
  );
}

/**
 * Changes the settings that all later requests go by, and gives them.
 * @throws {ProblemError} 422 unknown_currency, unknown_country, unknown_time_zone
 */
export async function applySettings(kompas: Kompas, engines: Engines, patch: Partial<Settings>): Promise<Settings> {
  const settings = await changeSettings(engines.postgres, patch);
  kompas.setReady({ engines, settings });
  return settings;
}

/** How far the data reaches: what the workspace's page shows besides the settings. */
export interface Extent {
  readonly first_day: string | null;
  readonly last_day: string | null;
  readonly events: number;
  readonly customers: number;
}

export type ReadExtent = (engines: Engines, settings: Settings, signal: AbortSignal) => Promise<Extent>;

/** The workspace's routes; `extent` is analyze's, since events are its to read. */
export function workspaceRoutes(kompas: Kompas, extent: ReadExtent): readonly Route<Engines>[] {
  const show = async (engines: Engines, settings: Settings, signal: AbortSignal): Promise<Workspace> => ({
    ...settings,
    version: kompas.version,
    simulated: await simulatedAt(engines.postgres),
    ...(await extent(engines, settings, signal)),
  });
  return [
    route({
      method: "GET",
      path: "/api/v1/workspace",
      access: "viewer",
      summary: "The workspace: name, currency, time zone, and how far the data reaches",
      reply: Workspace,
      handle: ({ context }) => show(context.engines, context.settings, context.signal),
    }),
    route({
      method: "PATCH",
      path: "/api/v1/workspace",
      access: "admin",
      summary: "Change the workspace's name, currency, time zone, default country, or who sees personal data",
      body: SettingsPatch,
      reply: Workspace,
      async handle({ body, context }) {
        const settings = await applySettings(kompas, context.engines, body);
        return show(context.engines, settings, context.signal);
      },
    }),
  ];
}
