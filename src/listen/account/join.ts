// Who shares a household, by the keys they share; which known household that is; what changes. Pure.

/** Persons by a key that they share. */
export type Sharing = ReadonlyMap<string, readonly string[]>;

/** Households found, each a sorted list of persons. */
export interface Found {
  readonly households: readonly (readonly string[])[];
  /** Keys with more people than there may be, and chains of keys with more. */
  readonly too_large: number;
}

/**
 * Persons joined by shared keys into households of 2 to `members_max`. A key that more share is an office or a dormitory
 * and joins nobody; a chain of keys that grows larger is no household either. The order of keys and persons is nothing.
 */
export function joinPersons(sharing: Sharing, members_max: number): Found {
  const parents = new Map<string, string>();
  const rootOf = (person: string): string => {
    let root = person;
    for (let next = parents.get(root); next !== undefined && next !== root; next = parents.get(root)) root = next;
    // What was walked once is short the next time.
    for (let at = person; at !== root; ) {
      const next = parents.get(at) ?? root;
      parents.set(at, root);
      at = next;
    }
    return root;
  };
  let too_large = 0;
  for (const persons of sharing.values()) {
    const [one, ...others] = new Set(persons);
    if (one === undefined || others.length === 0) continue;
    if (others.length + 1 > members_max) {
      too_large += 1;
      continue;
    }
    for (const other of others) parents.set(rootOf(other), rootOf(one));
    parents.set(rootOf(one), rootOf(one));
  }
  const joined = new Map<string, string[]>();
  for (const person of parents.keys()) {
    const root = rootOf(person);
    const members = joined.get(root);
    if (members) members.push(person);
    else joined.set(root, [person]);
  }
  const households: string[][] = [];
  for (const members of joined.values()) {
    if (members.length > members_max) too_large += 1;
    else if (members.length > 1) households.push(members.sort());
  }
  return { households: households.sort((one, other) => ((one[0] ?? "") < (other[0] ?? "") ? -1 : 1)), too_large };
}

/** What is known of a person and a household so far. */
export interface KnownMember {
  readonly account_id: string;
  readonly customer_id: string;
  readonly is_member: boolean;
  /** A person of the company said so: the rule changes nothing about it. */
  readonly by_hand: boolean;
}

/** A household with its id, and who is to be in it by the rule. */
export interface Settled {
  readonly account_id: string;
  readonly members: readonly string[];
}

interface Change {
  readonly account_id: string;
  readonly customer_id: string;
  readonly change: "joined" | "left";
}

/** A former member says less than one of now about which household it is. */
const present_weight = 1_000;

function bestKnown(
  members: readonly string[],
  byPerson: ReadonlyMap<string, readonly KnownMember[]>,
  taken: Set<string>,
) {
  const scores = new Map<string, number>();
  for (const person of members)
    for (const { account_id, is_member } of byPerson.get(person) ?? [])
      if (!taken.has(account_id))
        scores.set(account_id, (scores.get(account_id) ?? 0) + (is_member ? present_weight : 1));
  return [...scores].sort(([one, more], [other, less]) => less - more || (one < other ? -1 : 1))[0]?.[0];
}

/**
 * Gives each found household the id of the known one that it goes on, or a new one by `idOf` of its first member; then
 * tells who joins and who leaves. Whom a person took out of a household stays out of it, and where nobody else is left,
 * there is none.
 */
export function settleHouseholds(
  found: readonly (readonly string[])[],
  known: readonly KnownMember[],
  idOf: (first_member: string) => string,
): { readonly settled: readonly Settled[]; readonly changes: readonly Change[] } {
  const byPerson = new Map<string, KnownMember[]>();
  for (const member of known) byPerson.set(member.customer_id, [...(byPerson.get(member.customer_id) ?? []), member]);
  const pair = (account_id: string, customer_id: string) => `${account_id}:${customer_id}`;
  const byPair = new Map(known.map((member) => [pair(member.account_id, member.customer_id), member]));
  const taken = new Set<string>();
  const settled: Settled[] = [];
  for (const persons of found) {
    const account_id = bestKnown(persons, byPerson, taken) ?? idOf(persons[0] ?? "");
    if (taken.has(account_id)) continue;
    taken.add(account_id);
    const members = persons.filter((person) => {
      const member = byPair.get(pair(account_id, person));
      return !(member?.by_hand === true && !member.is_member);
    });
    if (members.length > 1) settled.push({ account_id, members });
  }
  const wanted = new Set(settled.flatMap(({ account_id, members }) => members.map((each) => pair(account_id, each))));
  const joined = settled.flatMap(({ account_id, members }) =>
    members
      .filter((customer_id) => byPair.get(pair(account_id, customer_id))?.is_member !== true)
      .map((customer_id): Change => ({ account_id, customer_id, change: "joined" })),
  );
  const left = known
    .filter(({ account_id, customer_id, is_member, by_hand }) => {
      return is_member && !by_hand && !wanted.has(pair(account_id, customer_id));
    })
    .map(({ account_id, customer_id }): Change => ({ account_id, customer_id, change: "left" }));
  return { settled, changes: [...joined, ...left] };
}
