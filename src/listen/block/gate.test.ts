// The gate as laws: who is listed never passes, whoever is not always does, however it is spelled.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyKind, type BlockLine, createGate, fingerprint, type GateEvent, networkOf, normalized } from "./gate.ts";

const nothing: BlockLine = {
  id: 0,
  kind: "identifier",
  identifiers: [],
  source: null,
  event_name: null,
  network: null,
};
const site = { slug: "site" };

function event(identifiers: GateEvent["identifiers"], more: Partial<GateEvent> = {}): GateEvent {
  return { identifiers, name: "Page Viewed", context: {}, ...more };
}

const kind = fc.constantFrom("user_id", "anonymous_id", "email", "phone", "loyalty_card");
const word = fc.string({ minLength: 1, maxLength: 12, unit: "grapheme" }).filter((text) => text.trim() !== "");
const value = fc.oneof(word, fc.emailAddress());
const identifier = fc.record({ kind, value });
const space = fc.constantFrom("", " ", "\t", "  ");
const line = (id: number, identifiers: BlockLine["identifiers"]): BlockLine => ({ ...nothing, id, identifiers });
const listed = (of: { kind: string; value: string }, hashed: boolean) => {
  const spelled = normalized(of.value);
  return hashed ? { kind: of.kind, sha256: fingerprint(of.kind, spelled) } : { kind: of.kind, value: spelled };
};

describe("the gate", () => {
  it("stops a listed person by any identifier, wherever it stands and however it is spelled", () => {
    fc.assert(
      fc.property(
        identifier,
        fc.array(identifier, { maxLength: 4 }),
        fc.nat(4),
        fc.boolean(),
        space,
        (person, others, at, hashed, padding) => {
          const gate = createGate([line(7, [listed(person, hashed)])]);
          const shouted = person.value.includes("@") ? person.value.toUpperCase() : person.value;
          // Upper case of some letters is more than one letter and has no way back.
          fc.pre(normalized(shouted) === normalized(person.value));
          const identifiers = others.toSpliced(at, 0, { kind: person.kind, value: `${padding}${shouted}${padding}` });
          expect(gate(event(identifiers), site)).toEqual({ reason: "blocked_person", block_id: 7 });
        },
      ),
    );
  });

  it("lets everybody else pass", () => {
    fc.assert(
      fc.property(fc.array(identifier), fc.array(identifier), fc.boolean(), (blocked, present, hashed) => {
        const gate = createGate([
          line(
            1,
            blocked.map((of) => listed(of, hashed)),
          ),
        ]);
        const expected = present.some((one) =>
          blocked.some((other) => one.kind === other.kind && normalized(one.value) === normalized(other.value)),
        );
        expect(gate(event(present), site) !== undefined).toBe(expected);
      }),
    );
  });

  it("stops a value whatever it is called when no kind was named", () => {
    fc.assert(
      fc.property(value, kind, fc.boolean(), (text, called, hashed) => {
        const gate = createGate([line(3, [listed({ kind: anyKind, value: text }, hashed)])]);
        expect(gate(event([{ kind: called, value: text }]), site)?.block_id).toBe(3);
      }),
    );
  });

  it("stops by network exactly what the bits say", () => {
    const octets = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255));
    const bitsOf = (parts: readonly number[]) => parts.map((part) => part.toString(2).padStart(8, "0")).join("");
    fc.assert(
      fc.property(octets, octets, fc.integer({ min: 1, max: 32 }), fc.boolean(), (base, other, prefix, near) => {
        const caller = near ? [...base.slice(0, 3), other[3]] : other;
        const gate = createGate([{ ...nothing, id: 5, kind: "network", network: `${base.join(".")}/${prefix}` }]);
        const inside = bitsOf(base).slice(0, prefix) === bitsOf(caller).slice(0, prefix);
        for (const ip of [caller.join("."), `::ffff:${caller.join(".")}`]) {
          expect(gate(event([], { context: { ip } }), site)?.block_id).toBe(inside ? 5 : undefined);
          expect(gate(event([]), site, ip)?.block_id).toBe(inside ? 5 : undefined);
        }
      }),
    );
  });

  it("stops a source with all that it sends, and an event's name from all sources or from one", () => {
    const gate = createGate([
      { ...nothing, id: 1, kind: "source", source: "old-shop" },
      { ...nothing, id: 2, kind: "event", event_name: "Mouse Moved" },
      { ...nothing, id: 3, kind: "event", event_name: "Page Viewed", source: "kiosk" },
    ]);
    expect(gate(event([]), { slug: "old-shop" })).toEqual({ reason: "blocked_source", block_id: 1 });
    expect(gate(event([], { name: "Mouse Moved" }), site)).toEqual({ reason: "blocked_event", block_id: 2 });
    expect(gate(event([]), { slug: "kiosk" })).toEqual({ reason: "blocked_event", block_id: 3 });
    expect(gate(event([]), site)).toBeUndefined();
  });

  it("takes any context for an address of nobody rather than fail", () => {
    const gate = createGate([{ ...nothing, id: 1, kind: "network", network: "2001:db8::/32" }]);
    fc.assert(
      fc.property(fc.jsonValue(), (ip) => {
        expect(gate(event([], { context: { ip } }), site)).toBeUndefined();
      }),
    );
    expect(gate(event([], { context: { ip: "2001:db8::1" } }), site)?.block_id).toBe(1);
  });
});

describe("a network", () => {
  it.each(["203.0.113.7", "203.0.113.0/24", "0.0.0.0/0", "2001:db8::/32", " ::1 "])("is %j", (text) => {
    expect(networkOf(text)).toBeDefined();
  });

  it.each(["", "203.0.113", "203.0.113.0/33", "::1/129", "fe80::1%eth0", "1.2.3.4/5/6", "1.2.3.4/", "home"])(
    "is not %j",
    (text) => {
      expect(networkOf(text)).toBeUndefined();
    },
  );
});
