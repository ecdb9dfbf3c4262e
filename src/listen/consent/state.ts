// What holds for single customers: for their page, and for whoever is about to let data about them leave.
import {
  addressKinds,
  type Channel,
  type ConsentCell,
  type ConsentCoverage,
  type ConsentEntry,
  type ConsentProof,
  type ConsentSettings,
  type CustomerConsents,
  type Masker,
  type Purpose,
} from "#contract";
import type { Engines } from "#storage";
import { coverageQuery, everybodyQuery, unknownQuery, wordsQuery } from "./consent.sql.ts";
import { listCategories, listPurposes } from "./purpose.ts";
import { verdictOf, verdictOfAddress } from "./rule.ts";

type Row = Awaited<ReturnType<typeof wordsQuery>>[number];

/** Whom data is about to reach, for what, by which way. */
export interface Reach {
  readonly customer_id: string;
  readonly purpose: string;
  readonly channel: Channel;
  /** The address that it goes to, where several of a customer may differ; all of them must agree when left out. */
  readonly address?: { readonly kind: string; readonly value: string };
}

/** Whether data may leave for a purpose, by its legal basis and what holds for one of its channels. */
export function reachOf({ basis, enabled }: Purpose, state: ConsentCell["state"] | undefined): boolean {
  if (!enabled) return false;
  if (basis === "contract") return true;
  return state === undefined ? basis === "legitimate_interest" : state === "granted";
}

/**
 * Whether data may reach this customer for the purpose by the channel at a time: the same as the subselect of
 * `allowedSql` says of all. False for a purpose or a channel that does not exist.
 */
export async function isAllowed(engines: Engines, reach: Reach, at: Date): Promise<boolean> {
  const purpose = (await listPurposes(engines)).find(({ id }) => id === reach.purpose);
  if (!purpose?.channels.includes(reach.channel)) return false;
  if (purpose.basis === "contract") return purpose.enabled;
  const rows = await wordsQuery(engines.clickhouse, [reach.customer_id]);
  const words = rows.filter((row) => row.purpose === reach.purpose && row.channel === reach.channel);
  const { address } = reach;
  const verdict =
    address === undefined || addressKinds[reach.channel] === undefined
      ? verdictOf(words, at.getTime())
      : verdictOfAddress(words, `${address.kind} ${address.value}`, at.getTime());
  return reachOf(purpose, verdict?.state);
}

const instant = (ms: number) => new Date(ms).toISOString();
const expiry = (ms: number) => (ms === 0 ? null : instant(ms));

function cellsOf(purposes: readonly Purpose[], rows: readonly Row[], at: Date): ConsentCell[] {
  return purposes.flatMap(({ id: purpose, channels }) =>
    channels.flatMap((channel): ConsentCell[] => {
      const words = rows.filter((row) => row.purpose === purpose && row.channel === channel);
      const verdict = verdictOf(words, at.getTime());
      if (verdict === undefined) return [];
      const { state, said_ms, word } = verdict;
      return [
        {
          purpose,
          channel,
          state,
          said_at: instant(said_ms),
          expires_at: expiry(word.expires_ms),
          source: word.source,
        },
      ];
    }),
  );
}

const proofNames: Readonly<Record<string, Exclude<keyof ConsentProof, "double_opt_in">>> = {
  text_version: "text_version",
  form_url: "form_url",
  "context.page.url": "form_url",
  document: "document",
  note: "note",
  "context.ip": "ip",
  "context.userAgent": "user_agent",
};

function proofOf(said: Readonly<Record<string, string>>, mask: Masker): ConsentProof {
  const proof: ConsentProof = {};
  for (const [name, field] of Object.entries(proofNames)) {
    const value = said[name] ?? "";
    if (value === "" || proof[field] !== undefined) continue;
    proof[field] = field === "text_version" ? value : mask.text(value);
  }
  const { double_opt_in } = said;
  if (double_opt_in === "pending" || double_opt_in === "confirmed") proof.double_opt_in = double_opt_in;
  return proof;
}

function addressOf(address: string, mask: Masker): string {
  const [kind = "", ...rest] = address.split(" ");
  return address === "" ? "" : `${kind} ${mask.identifier(kind, rest.join(" "))}`;
}

function entryOf(row: Row, mask: Masker): ConsentEntry {
  const { purpose, channel, category, granted, passing, source } = row;
  return {
    ...{ purpose, channel, category, granted, passing, source },
    address: addressOf(row.address, mask),
    first_at: instant(row.first_ms),
    said_at: instant(row.said_ms),
    expires_at: expiry(row.expires_ms),
    entered_by: row.proof.entered_by ?? "",
    proof: proofOf(row.proof, mask),
  };
}

/** What holds for a customer, and everything that was ever said. */
export async function customerConsents(
  engines: Engines,
  customer_id: string,
  { at, mask }: { readonly at: Date; readonly mask: Masker },
): Promise<CustomerConsents> {
  const [purposes, rows] = await Promise.all([listPurposes(engines), wordsQuery(engines.clickhouse, [customer_id])]);
  const enabled = purposes.filter((purpose) => purpose.enabled);
  return { purposes: enabled, cells: cellsOf(enabled, rows, at), history: rows.map((row) => entryOf(row, mask)) };
}

/** Purposes, what categories mean here, and those that mean nothing yet. */
export async function consentSettings(engines: Engines): Promise<ConsentSettings> {
  const [purposes, categories, unknown] = await Promise.all([
    listPurposes(engines),
    listCategories(engines),
    unknownQuery(engines.clickhouse, undefined),
  ]);
  return { purposes, categories, unknown };
}

/** How many customers each cell reaches now. */
export async function coverage(engines: Engines, now: Date, signal: AbortSignal): Promise<ConsentCoverage> {
  const { clickhouse } = engines;
  const [cells, everybody] = await Promise.all([
    coverageQuery(clickhouse, now, { signal }),
    everybodyQuery(clickhouse, undefined, { signal }),
  ]);
  return {
    customers: everybody[0]?.customers ?? 0,
    cells: cells.map(({ agreed, refused, ...cell }) => ({ ...cell, granted: agreed, withdrawn: refused })),
  };
}
