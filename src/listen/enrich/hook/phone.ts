// Phone -> country, and where the number tells them the region and the time zone: of where the number was given out.
import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { cleanPhone } from "../../clean/phone.ts";
import { areaTable } from "./area-table.ts";
import { type BuiltInHook, filled, firstOf, type Traits } from "./hook.ts";
import { zoneTable } from "./zone-table.ts";

interface Area {
  readonly region: string;
  readonly zones: readonly string[];
}

const parts = (text: string, separator: string): string[] =>
  text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== "");

const zonesOf: ReadonlyMap<string, readonly string[]> = new Map(
  parts(zoneTable, ";").map((row) => {
    const [country = "", ...zones] = row.split(" ");
    return [country, zones] as const;
  }),
);

const areasOf: ReadonlyMap<string, ReadonlyMap<string, Area>> = new Map(
  Object.entries(areaTable).map(([country, table]) => {
    const areas = parts(table, ";").flatMap((row) => {
      const [codes = "", region = "", zones = ""] = row.split("|");
      const area: Area = { region, zones: zones === "" ? (zonesOf.get(country) ?? []) : zones.split(" ") };
      return parts(codes.replaceAll("\n", " "), " ").map((code) => [code, area] as const);
    });
    return [country, new Map(areas)] as const;
  }),
);

const longest_code = 3;

function areaOf(country: string, national: string): Area | undefined {
  const areas = areasOf.get(country);
  if (!areas) return undefined;
  for (let length = longest_code; length > 0; length -= 1) {
    const area = areas.get(national.slice(0, length));
    if (area) return area;
  }
  return undefined;
}

// Numbers of a network belong to no place, except where one plan serves fixed lines and mobiles alike.
const mixed = new Set(["US", "CA", "BR"]);

/**
 * `phone_time_zone` only when there is one; `phone_time_zones` lists all that it can be, the more populous first.
 * Nothing for a number that cannot be dialed.
 */
function phoneTraits(value: string, country: string): Traits {
  const { clean, valid, parts: known } = cleanPhone(value, { country });
  if (!valid || known.country === "") return {};
  const national = parsePhoneNumberFromString(clean)?.nationalNumber ?? "";
  const located = known.type === "fixed_line" || mixed.has(known.country);
  const area = located ? areaOf(known.country, national) : undefined;
  const zones = area?.zones ?? zonesOf.get(known.country) ?? [];
  return filled({
    phone_country: known.country,
    phone_region: area?.region,
    phone_line: known.type,
    phone_time_zone: zones.length === 1 ? zones[0] : "",
    phone_time_zones: zones.length > 1 ? zones.join(", ") : "",
  });
}

const takes = [
  { kind: "identifier", name: "phone" },
  { kind: "trait", name: "phone" },
] as const;

export const phoneHook: BuiltInHook = {
  id: "phone",
  takes,
  gives: ["phone_country", "phone_region", "phone_line", "phone_time_zone", "phone_time_zones"],
  enabled: true,
  run: (told, { country }) => phoneTraits(firstOf(told, takes), country),
};
