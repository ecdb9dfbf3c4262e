// Address -> country, by a database file in the MMDB format that the operator gives (KOMPAS_IP_DATABASE).
import { readFileSync, statSync } from "node:fs";
import { isIP } from "node:net";
import { type CountryResponse, Reader } from "mmdb-lib";
import { type BuiltInHook, filled, firstOf } from "./hook.ts";

const takes = [{ kind: "context", name: "ip" }] as const;

export const ipCountryHook: BuiltInHook = {
  id: "ip_country",
  takes,
  gives: ["ip_country"],
  enabled: true,
  run: (told, { countryOfIp }) => filled({ ip_country: countryOfIp?.(firstOf(told, takes)) }),
};

interface Opened {
  readonly path: string;
  readonly changed_ms: number;
  readonly reader: Reader<CountryResponse>;
}

let opened: Opened | undefined;

/** The reader of a file, read again when the file has changed. */
function readerOf(path: string): Reader<CountryResponse> {
  const changed_ms = statSync(path).mtimeMs;
  if (opened?.path !== path || opened.changed_ms !== changed_ms) {
    opened = { path, changed_ms, reader: new Reader<CountryResponse>(readFileSync(path)) };
  }
  return opened.reader;
}

/**
 * The function that finds an address's country, "" where the file knows none; undefined when no file is set.
 * @throws {Error} when the file is away or is no MMDB
 */
export function openIpDatabase(path: string): ((address: string) => string) | undefined {
  if (path === "") return undefined;
  const reader = readerOf(path);
  return (address) => {
    if (isIP(address) === 0) return "";
    const code: unknown = reader.get(address)?.country?.iso_code;
    return typeof code === "string" && /^[A-Z]{2}$/.test(code) ? code : "";
  };
}
