// The gate: whether an event is stopped, decided in memory against the list. Pure.
import { createHash } from "node:crypto";
import { BlockList, isIP } from "node:net";
import type { BlockKind } from "#contract";
import type { TrackedEvent } from "../collect/event.ts";

/** An identifier as the list holds it: normalized, or its fingerprint. */
export interface BlockedIdentifier {
  readonly kind: string;
  readonly value?: string;
  readonly sha256?: string;
}

/** One line of the list, as far as the gate needs it. */
export interface BlockLine {
  readonly id: number;
  readonly kind: BlockKind;
  readonly identifiers: readonly BlockedIdentifier[];
  readonly source: string | null;
  readonly event_name: string | null;
  readonly network: string | null;
}

/** Why an event is stopped: a stable code, and the line that says so. */
export interface Stop {
  readonly reason: "blocked_person" | "blocked_source" | "blocked_event" | "blocked_network" | "erased_person";
  /** 0 for an erased person, who is on no line. */
  readonly block_id: number;
}

/** What the gate looks at. */
export type GateEvent = Pick<TrackedEvent, "identifiers" | "name" | "context">;
/** `caller` is the address that sent it, if that is known. */
export type Gate = (event: GateEvent, source: { readonly slug: string }, caller?: string) => Stop | undefined;

/** The kind that stops a value whatever it is called. */
export const anyKind = "any";

/** One spelling for each identifier, as in the event log; an e-mail address is one under whatever name it comes. */
export function normalized(value: string): string {
  const trimmed = value.trim();
  return trimmed.includes("@") ? trimmed.toLowerCase() : trimmed;
}

const keyOf = (kind: string, value: string) => `${kind}\n${value}`;

/** The fingerprint of a normalized identifier. */
export function fingerprint(kind: string, value: string): string {
  return createHash("sha256").update(keyOf(kind, value)).digest("base64url");
}

/** A network as text, in parts; undefined when it is none. */
export function networkOf(text: string): { address: string; prefix: number; family: "ipv4" | "ipv6" } | undefined {
  const [address = "", bits, ...more] = text.trim().split("/");
  const version = isIP(address);
  if (version === 0 || more.length > 0 || address.includes("%")) return undefined;
  const widest = version === 4 ? 32 : 128;
  const prefix = bits === undefined ? widest : /^\d{1,3}$/.test(bits) ? Number(bits) : -1;
  if (prefix < 0 || prefix > widest) return undefined;
  return { address, prefix, family: version === 4 ? "ipv4" : "ipv6" };
}

function people(lines: readonly BlockLine[]): (event: GateEvent) => number | undefined {
  const plain = new Map<string, number>();
  const hashed = new Map<string, number>();
  for (const { id, identifiers } of lines) {
    for (const { kind, value, sha256 } of identifiers) {
      if (value !== undefined) plain.set(keyOf(kind, value), id);
      if (sha256 !== undefined) hashed.set(sha256, id);
    }
  }
  if (plain.size + hashed.size === 0) return () => undefined;
  const find = (kind: string, value: string) =>
    plain.get(keyOf(kind, value)) ?? (hashed.size > 0 ? hashed.get(fingerprint(kind, value)) : undefined);
  return (event) => {
    for (const { kind, value } of event.identifiers) {
      const spelled = normalized(value);
      const found = find(kind, spelled) ?? find(anyKind, spelled);
      if (found !== undefined) return found;
    }
    return undefined;
  };
}

function networks(lines: readonly BlockLine[]): (event: GateEvent, caller?: string) => number | undefined {
  const listed = lines.flatMap(({ id, network }) => {
    const parts = network === null ? undefined : networkOf(network);
    if (parts === undefined) return [];
    const list = new BlockList();
    list.addSubnet(parts.address, parts.prefix, parts.family);
    return [{ id, list }];
  });
  if (listed.length === 0) return () => undefined;
  const find = (ip: unknown) => {
    if (typeof ip !== "string") return undefined;
    const address = ip.trim().replace(/^::ffff:(?=\d+\.)/i, "");
    const version = isIP(address);
    if (version === 0) return undefined;
    const family = version === 4 ? "ipv4" : "ipv6";
    return listed.find(({ list }) => list.check(address, family))?.id;
  };
  // A company's server tells where its visitor was; a browser's call comes from there.
  return ({ context }, caller) => find(context.ip) ?? find(caller);
}

/**
 * The gate that these lines make. The widest stop is named first: a source, an event's name, a network, a person. An
 * event is stopped when any of its identifiers is listed, not only the strongest.
 */
export function createGate(lines: readonly BlockLine[]): Gate {
  const sources = new Map(lines.flatMap(({ id, kind, source }) => (kind === "source" && source ? [[source, id]] : [])));
  const names = new Map<string, number>();
  for (const { id, kind, source, event_name } of lines) {
    if (kind === "event" && event_name !== null) names.set(keyOf(source ?? "", event_name), id);
  }
  const network = networks(lines);
  const person = people(lines);
  return (event, { slug }, caller) => {
    const by_source = sources.get(slug);
    if (by_source !== undefined) return { reason: "blocked_source", block_id: by_source };
    const by_name =
      names.size === 0 ? undefined : (names.get(keyOf(slug, event.name)) ?? names.get(keyOf("", event.name)));
    if (by_name !== undefined) return { reason: "blocked_event", block_id: by_name };
    const by_network = network(event, caller);
    if (by_network !== undefined) return { reason: "blocked_network", block_id: by_network };
    const by_person = person(event);
    return by_person === undefined ? undefined : { reason: "blocked_person", block_id: by_person };
  };
}
