// Dictionaries of ClickHouse: a small table kept in the engine's memory, looked up while a question runs.

/** One dictionary: its columns, the first of which is the key, and the SELECT that fills it; `{database}` stands for ours. */
export interface Dictionary {
  readonly name: string;
  readonly columns: readonly string[];
  readonly select: string;
}

/** Who the engine is when it fills a dictionary: we ourselves. */
export interface Access {
  readonly database: string;
  readonly user: string;
  readonly password: string;
}

// Which person a stamped customer is; whoever is alone is not in it.
const aliasOf: Dictionary = {
  name: "alias_of",
  columns: ["stamp UInt64", "customer_id UInt64"],
  select: "SELECT stamp, customer_id FROM {database}.alias FINAL WHERE stamp != customer_id",
};

/** Every dictionary, made at each start: only then does the engine have the password that is valid now. */
export const dictionaries: readonly Dictionary[] = [aliasOf];

/** Puts the database's name where a text says `{database}`: views and dictionaries are also read from other databases. */
export function inDatabase(text: string, database: string): string {
  return text.replaceAll("{database}", database);
}

function quoted(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}

/** CREATE OR REPLACE DICTIONARY; it is loaded when first asked, and anew only by SYSTEM RELOAD DICTIONARY. */
export function dictionaryStatement(dictionary: Dictionary, access: Access): string {
  const { name, columns, select } = dictionary;
  const [key = ""] = columns.map((column) => column.split(" ")[0]);
  return `CREATE OR REPLACE DICTIONARY ${name} (${columns.join(", ")})
PRIMARY KEY ${key}
SOURCE(CLICKHOUSE(USER ${quoted(access.user)} PASSWORD ${quoted(access.password)} DB ${quoted(access.database)} QUERY ${quoted(inDatabase(select, access.database))}))
LAYOUT(HASHED()) LIFETIME(0)`;
}
