// Purposes, channels and shares as the pages about consent show them. Pure.
import type {
  Basis,
  Channel,
  ConsentCoverage,
  ConsentEntry,
  ConsentGrowth,
  ConsentTarget,
  Localized,
  Purpose,
  PurposeRequest,
} from "#contract";

export const channels = [
  "email",
  "sms",
  "phone",
  "push",
  "messenger",
  "post",
  "web",
  "ads",
] as const satisfies readonly Channel[];
export const bases = ["consent", "legitimate_interest", "contract"] as const satisfies readonly Basis[];

/** A text in the reader's language; in English where it was left out there. */
export function inLanguage(text: Localized, language: string): string {
  const known = language === "ru" ? text.ru : language === "pl" ? text.pl : text.en;
  return known === "" ? text.en : known;
}

/** Whom a purpose reaches by one of its channels. */
export interface Reached {
  /** Null when nobody has to be asked, or when there are no customers. */
  readonly share: number | null;
  readonly customers: number;
}

/** How many customers a cell reaches: who agreed, or who did not object, or everybody; undefined for a channel it lacks. */
export function reached(purpose: Purpose, channel: Channel, coverage: ConsentCoverage): Reached | undefined {
  if (!purpose.channels.includes(channel)) return undefined;
  const { customers } = coverage;
  const cell = coverage.cells.find((one) => one.purpose === purpose.id && one.channel === channel);
  const count = {
    consent: cell?.granted ?? 0,
    legitimate_interest: customers - (cell?.withdrawn ?? 0),
    contract: customers,
  }[purpose.basis];
  return { customers: count, share: customers === 0 || purpose.basis === "contract" ? null : count / customers };
}

/** A purpose that is being made or changed. */
export interface PurposeDraft extends PurposeRequest {
  readonly id: string;
}

const nothing: Localized = { en: "", ru: "", pl: "" };
export const newPurpose: PurposeDraft = {
  id: "",
  names: nothing,
  descriptions: nothing,
  basis: "consent",
  channels: ["email"],
  enabled: true,
};

/** Whether a draft can be sent. */
export function isComplete({ id, names, channels: chosen }: PurposeDraft): boolean {
  return /^[a-z][a-z0-9_]{0,39}$/.test(id) && names.en.trim() !== "" && chosen.length > 0;
}

/** A target as one word, for a list to choose from. */
export const wordOf = ({ purpose, channel }: ConsentTarget) => (channel === null ? purpose : `${purpose}:${channel}`);

export function targetOf(word: string): ConsentTarget {
  const [purpose = "", name] = word.split(":");
  return { purpose, channel: channels.find((channel) => channel === name) ?? null };
}

/** Growth as lines: a month has a point for each purpose, 0 where nobody had agreed. */
export function growthLines(
  growth: ConsentGrowth["rows"],
  purposes: readonly Purpose[],
): { readonly months: readonly string[]; readonly lines: readonly { purpose: Purpose; values: number[] }[] } {
  const months = [...new Set(growth.map(({ month }) => month))].sort();
  const lines = purposes
    .filter(({ basis, enabled }) => enabled && basis === "consent")
    .map((purpose) => ({
      purpose,
      values: months.map(
        (month) => growth.find((one) => one.month === month && one.purpose === purpose.id)?.granted ?? 0,
      ),
    }));
  return { months, lines };
}

/** Words of ours have sources that no site can have; theirs are shown by name. */
export function originOf(source: string): "by-hand" | "preferences" | "unsubscribe" | undefined {
  const [house, origin] = source.split(":");
  if (house !== "kompas") return undefined;
  return (["by-hand", "preferences", "unsubscribe"] as const).find((known) => known === origin);
}

/** The word that decides a cell, as far as the history tells: the newest of the state that holds. */
export function decidingWord(
  history: readonly ConsentEntry[],
  cell: { readonly purpose: string; readonly channel: string; readonly said_at: string },
): ConsentEntry | undefined {
  return history.find(
    (word) => word.purpose === cell.purpose && word.channel === cell.channel && word.said_at === cell.said_at,
  );
}
