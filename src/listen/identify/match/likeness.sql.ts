// The registry of likenesses: for each, what it needs of a field and when it holds between a left and a right record.
import type { Likeness, MatchSettings } from "#contract";
import { type Sql, sql } from "#storage";
import type { Derived } from "./clean.sql.ts";
import { named } from "./scratch.ts";

type Kind = Likeness["is"];
type Of<K extends Kind> = Extract<Likeness, { is: K }>;

/** One likeness. `left` and `right` give a derived column of the compared field (or of another one). */
interface Definition<K extends Kind> {
  readonly needs: readonly Derived[];
  readonly holds: (likeness: Of<K>, left: Side, right: Side) => Sql;
}

interface Side {
  (what: Derived): Sql;
  readonly other: (field: string) => Sql;
}

// Most pairs are nothing alike, and their letters' bits say so at a tenth of the price of a distance.
type Texts = { readonly text: Derived; readonly letters: Derived };
const whole: Texts = { text: "text", letters: "letters" };
const mailbox: Texts = { text: "mailbox", letters: "mailbox_letters" };

/**
 * No more letters can match than both have, which bounds Jaro's measure, and Winkler's as if the first four were equal
 * whenever the first is.
 */
const jaroWinkler =
  ({ text, letters }: Texts) =>
  ({ at_least }: { at_least: number }, left: Side, right: Side) => {
    const only = (a: Side, b: Side) =>
      sql`(toInt32(length(${a(text)})) - bitCount(bitAnd(${a(letters)}, bitNot(${b(letters)}))))`;
    const shares = sql`least(${only(left, right)}, ${only(right, left)}) * (1 / length(${left(text)}) + 1 / length(${right(text)}))`;
    const [same, other] = [3 * Math.max(0, (at_least - 0.4) / 0.6) - 1, 3 * at_least - 1].map((one) => one - 1e-9);
    const possible = sql`${shares} >= if(left(${left(text)}, 1) = left(${right(text)}, 1), ${same ?? 0}, ${other ?? 0})`;
    return sql`(${possible} AND jaroWinklerSimilarity(${left(text)}, ${right(text)}) >= ${at_least})`;
  };

const equal = (what: Derived) => (_: unknown, left: Side, right: Side) =>
  sql`(${left(what)} = ${right(what)} AND ${left(what)} != '')`;

const shared = (left: Side, right: Side) => sql`length(arrayIntersect(${left("words")}, ${right("words")}))`;

const definitions: { readonly [K in Kind]: Definition<K> } = {
  equal: { needs: [], holds: equal("text") },
  jaro_winkler: { needs: ["letters"], holds: jaroWinkler(whole) },
  damerau_levenshtein: {
    needs: ["letters"],
    // A letter exchanged for another is two bits.
    holds: ({ at_most }, left, right) =>
      sql`(bitCount(bitXor(${left("letters")}, ${right("letters")})) <= ${2 * at_most} AND abs(toInt32(length(${left("text")})) - toInt32(length(${right("text")}))) <= ${at_most} AND damerauLevenshteinDistance(${left("text")}, ${right("text")}) <= ${at_most})`,
  },
  days_apart: {
    needs: ["days"],
    holds: ({ at_most }, left, right) => sql`ifNull(abs(${left("days")} - ${right("days")}) <= ${at_most}, 0)`,
  },
  number_apart: {
    needs: ["number"],
    holds: ({ at_most }, left, right) => sql`ifNull(abs(${left("number")} - ${right("number")}) <= ${at_most}, 0)`,
  },
  number_share_apart: {
    needs: ["number"],
    holds: ({ at_most }, left, right) =>
      sql`ifNull(abs(${left("number")} - ${right("number")}) <= ${at_most} * greatest(abs(${left("number")}), abs(${right("number")})), 0)`,
  },
  words_shared: {
    needs: ["words"],
    holds: ({ at_least }, left, right) => sql`${shared(left, right)} >= ${at_least}`,
  },
  words_share: {
    needs: ["words"],
    holds: ({ at_least }, left, right) =>
      sql`${shared(left, right)} >= ${at_least} * least(length(${left("words")}), length(${right("words")}))`,
  },
  mailbox_equal: { needs: ["mailbox"], holds: equal("mailbox") },
  mailbox_jaro_winkler: { needs: ["mailbox", "mailbox_letters"], holds: jaroWinkler(mailbox) },
  domain_equal: { needs: ["domain"], holds: equal("domain") },
  end_equal: {
    needs: [],
    holds: ({ letters }, left, right) =>
      sql`(right(${left("text")}, ${letters}) = right(${right("text")}, ${letters}) AND length(${left("text")}) >= ${letters})`,
  },
  start_equal: {
    needs: [],
    holds: ({ letters }, left, right) =>
      sql`(left(${left("text")}, ${letters}) = left(${right("text")}, ${letters}) AND length(${left("text")}) >= ${letters})`,
  },
  initial_of: {
    needs: [],
    holds: (_, left, right) =>
      sql`(least(length(${left("text")}), length(${right("text")})) = 1 AND left(${left("text")}, 1) = left(${right("text")}, 1))`,
  },
  same_sound: { needs: ["sound"], holds: equal("sound") },
  day_month_swapped: {
    needs: [],
    holds: (_, left, right) =>
      sql`(length(${left("text")}) = 8 AND concat(left(${left("text")}, 4), right(${left("text")}, 2), substring(${left("text")}, 5, 2)) = ${right("text")})`,
  },
  same_year: {
    needs: [],
    holds: (_, left, right) => sql`left(${left("text")}, 4) = left(${right("text")}, 4)`,
  },
  swapped: {
    needs: [],
    holds: (likeness, left, right) =>
      sql`(${left("text")} = ${right.other(likeness.with)} AND ${right("text")} = ${left.other(likeness.with)})`,
  },
};

// One lookup for all kinds: the registry's own type says that a definition takes the likeness of its name.
function definitionOf<K extends Kind>(likeness: Of<K> & { readonly is: K }): Definition<K> {
  return definitions[likeness.is];
}

/** The fields that a likeness looks at. */
export function fieldsOf(likeness: Likeness): readonly string[] {
  return likeness.is === "swapped" ? [likeness.field, likeness.with] : [likeness.field];
}

/** A field's column of a derived kind: f3 the text, days3, mailbox3, … */
export function columnName(settings: MatchSettings, field: string, what: Derived): string {
  const at = settings.fields.findIndex(({ name }) => name === field);
  if (at < 0) throw new TypeError(`There is no field "${field}"`);
  return what === "text" ? `f${at}` : `${what}${at}`;
}

/** Every derived column that the settings' comparisons need, each once. */
export function derivedNeeds(settings: MatchSettings): readonly { readonly field: string; readonly what: Derived }[] {
  const needs = new Map<string, { field: string; what: Derived }>();
  for (const { levels } of settings.comparisons)
    for (const { when, given = [] } of levels)
      for (const likeness of [...when, ...given])
        for (const what of definitionOf(likeness).needs)
          needs.set(`${what} ${likeness.field}`, { field: likeness.field, what });
  return [...needs.values()];
}

/** The condition under which a likeness holds between the aliases `l` and `r`. */
export function likenessSql(settings: MatchSettings, likeness: Likeness): Sql {
  const side = (alias: "l" | "r"): Side => {
    const column = (field: string, what: Derived) => sql`${named(alias)}.${named(columnName(settings, field, what))}`;
    return Object.assign((what: Derived) => column(likeness.field, what), {
      other: (field: string) => column(field, "text"),
    });
  };
  return definitionOf(likeness).holds(likeness, side("l"), side("r"));
}
