// Who lives together, on plain values: keys of people, joining, ids that go on, and who stays out.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { joinPersons, type KnownMember, settleHouseholds } from "./join.ts";
import { personKeys, surnameKey } from "./person-keys.ts";

const options = { by_address: true, by_phone: true, country: "PL" };

function keysOf(told: Readonly<Record<string, string>>): string[] {
  const known = new Map(Object.entries(told).map(([name, value]) => [name, [value]]));
  return personKeys(known, options).map(({ key }) => key);
}

describe("what people share", () => {
  it.each([
    ["Kowalski", "KOWALSKA"],
    ["Иванов", "Ivanova"],
    ["Достоевский", "Достоевская"],
    ["Pushkin", "Пушкина"],
    ["O'Brien", "obrien"],
  ])("%s and %s are one family", (one, other) => {
    expect(surnameKey(one)).toBe(surnameKey(other));
    expect(surnameKey(one)).not.toBe(surnameKey("Nowak"));
  });

  it("is an address and a surname, however they are told", () => {
    const line = keysOf({ name: "Jan Kowalski", address: "ul. Długa 5 m. 12, 00-238 Warszawa" });
    const fields = keysOf({
      last_name: "Kowalska",
      street: "Dluga",
      house: "5",
      flat: "m. 12",
      postcode: "00-238",
      city: "Warszawa",
    });
    expect(line).toHaveLength(1);
    expect(fields).toEqual(line);
    for (const other of [
      { name: "Jan Nowak", address: "ul. Długa 5 m. 12, 00-238 Warszawa" },
      { name: "Jan Kowalski", address: "ul. Długa 5 m. 13, 00-238 Warszawa" },
      { name: "Jan Kowalski", address: "ul. Długa 5 m. 12, 31-147 Kraków" },
    ])
      expect(keysOf(other)).not.toEqual(line);
  });

  it("is no street without a house, no mobile telephone, and nothing of who is not named", () => {
    expect(keysOf({ name: "Jan Kowalski", address: "ul. Długa, Warszawa" })).toEqual([]);
    expect(keysOf({ address: "ul. Długa 5 m. 12, 00-238 Warszawa" })).toEqual([]);
    expect(keysOf({ phone: "+48 601 234 567" })).toEqual([]);
    expect(keysOf({ phone: "22 621 02 83" })).toEqual(keysOf({ phone: "+48 22 6210283" }));
    expect(keysOf({ phone: "22 621 02 83" })).toHaveLength(1);
  });
});

const aSharing = fc
  .array(fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 5 }), { maxLength: 8 })
  .map((keys) => keys.map((persons, at): [string, string[]] => [`k${at}`, persons.map(String)]));

describe("joining", () => {
  it("gives the same households in whatever order keys and persons come, none too large, no person in two", () => {
    fc.assert(
      fc.property(aSharing, fc.integer({ min: 2, max: 5 }), (sharing, most) => {
        const found = joinPersons(new Map(sharing), most);
        const turned = sharing.toReversed().map(([key, persons]): [string, string[]] => [key, persons.toReversed()]);
        expect(joinPersons(new Map(turned), most)).toEqual(found);
        const persons = found.households.flat();
        expect(new Set(persons).size).toBe(persons.length);
        for (const household of found.households) {
          expect(household.length).toBeGreaterThan(1);
          expect(household.length).toBeLessThanOrEqual(most);
        }
      }),
    );
  });

  it("takes a key of many for an office, and a long chain for none", () => {
    const office = new Map([["k", ["1", "2", "3", "4"]]]);
    expect(joinPersons(office, 3)).toEqual({ households: [], too_large: 1 });
    const chain = new Map([
      ["a", ["1", "2"]],
      ["b", ["2", "3"]],
      ["c", ["3", "4"]],
    ]);
    expect(joinPersons(chain, 3)).toEqual({ households: [], too_large: 1 });
    expect(joinPersons(chain, 4)).toEqual({ households: [["1", "2", "3", "4"]], too_large: 0 });
  });
});

describe("which household it is", () => {
  const member = (account_id: string, customer_id: string, of: Partial<KnownMember> = {}): KnownMember => ({
    account_id,
    customer_id,
    is_member: true,
    by_hand: false,
    ...of,
  });
  const idOf = (first: string) => `new-${first}`;

  it("goes on when somebody joins or leaves, and is new where nobody of it was in one", () => {
    const known = [member("7", "1"), member("7", "2")];
    const { settled, changes } = settleHouseholds(
      [
        ["1", "2", "3"],
        ["8", "9"],
      ],
      known,
      idOf,
    );
    expect(settled.map(({ account_id }) => account_id)).toEqual(["7", "new-8"]);
    expect(changes).toEqual([
      { account_id: "7", customer_id: "3", change: "joined" },
      { account_id: "new-8", customer_id: "8", change: "joined" },
      { account_id: "new-8", customer_id: "9", change: "joined" },
    ]);
    expect(settleHouseholds([], known, idOf).changes.map(({ change }) => change)).toEqual(["left", "left"]);
  });

  it("keeps out whom a person took out, and ends where nobody else is left", () => {
    const out = { is_member: false, by_hand: true };
    const three = [member("7", "1", out), member("7", "2"), member("7", "3")];
    expect(settleHouseholds([["1", "2", "3"]], three, idOf)).toEqual({
      settled: [{ account_id: "7", members: ["2", "3"] }],
      changes: [],
    });
    const two = [member("7", "1", out), member("7", "2", { is_member: false })];
    expect(settleHouseholds([["1", "2"]], two, idOf)).toEqual({ settled: [], changes: [] });
  });
});
