// kompas accounts: groups and households with what their members are worth, or the members of one.
import { Account, AccountMembers, AccountPage, type AccountRow } from "#contract";
import { withKompas } from "../client.ts";
import { type Command, exit, type Input, UsageError } from "../command.ts";
import { count, counted, table } from "../terminal.ts";
import { formatter } from "./metric.ts";

function kindOf(asked: string | undefined): AccountRow["kind"] {
  if (asked === undefined || asked === "group") return "group";
  if (asked === "household") return "household";
  throw new UsageError(`--kind is group or household, not ${asked}.`);
}

async function list(input: Input): Promise<number> {
  const { flags, terminal, signal } = input;
  const kind = kindOf(flags.text("kind"));
  const query = { kind, search: flags.text("search"), sort: flags.text("sort"), limit: flags.text("limit") };
  const page = await withKompas(input, (client) => client.json("/api/v1/accounts", AccountPage, { query, signal }));
  if (flags.on("json")) {
    terminal.out(JSON.stringify(page, null, 2));
    return exit.done;
  }
  const money = formatter("money", page.currency);
  const columns = [
    { title: "id" },
    { title: "account" },
    { title: "members", right: true },
    { title: "orders", right: true },
    { title: "net revenue", right: true },
  ];
  const rows = page.rows.map(({ account_id, label, members, orders, revenue_minor }) => [
    account_id,
    label,
    count(members),
    count(orders),
    money(revenue_minor),
  ]);
  terminal.out(table(columns, rows));
  const { members, revenue_minor } = page.whole;
  terminal.note(
    `${counted(page.total, kind)} with ${counted(members, "member")}, net revenue ${money(revenue_minor)}; each person and order once`,
  );
  return exit.done;
}

async function show(input: Input, id: string): Promise<number> {
  const { flags, terminal, signal } = input;
  const path = `/api/v1/accounts/${encodeURIComponent(id)}`;
  const { account, members } = await withKompas(input, async (client) => ({
    account: await client.json(path, Account, { signal }),
    members: await client.json(`${path}/members`, AccountMembers, { query: { limit: flags.text("limit") }, signal }),
  }));
  if (flags.on("json")) {
    terminal.out(JSON.stringify({ ...account, members: members.rows }, null, 2));
    return exit.done;
  }
  const money = formatter("money", account.currency);
  const { label, kind, key, orders, revenue_minor } = account;
  terminal.out(`${label} (${kind}${key === "" ? "" : ` ${key}`}), ${counted(account.members, "member")}`);
  terminal.out(`${counted(orders, "order")}, net revenue ${money(revenue_minor)}\n`);
  for (const { name, value, source } of account.traits) terminal.out(`${name}: ${value} (${source})`);
  const columns = [
    { title: "customer" },
    { title: "name" },
    { title: "since" },
    { title: "by" },
    { title: "net revenue", right: true },
  ];
  const rows = members.rows.map((row) => [
    row.customer_id,
    row.label,
    row.since.slice(0, 10),
    row.is_member ? row.cause : `left ${row.left_at?.slice(0, 10) ?? ""}`,
    money(row.revenue_minor),
  ]);
  terminal.out(table(columns, rows));
  if (members.next_cursor !== null) terminal.note("There are more; --limit shows up to 500.");
  return exit.done;
}

export const accounts: Command = {
  name: "accounts",
  summary: "Lists groups or households with what their members are worth, or shows one with its members",
  usage: "[<id>] [--kind <kind>] [--search <text>] [--sort <by>] [--limit <number>] [--json]",
  words: [0, 1],
  flags: {
    kind: { means: "group (the default) or household", value: "kind" },
    search: { means: "Only accounts whose name or id has this in it", value: "text" },
    sort: { means: "revenue (the default), orders, aov, members, last_order or label", value: "by" },
    limit: { means: "How many accounts or members; 100 when left out", value: "number" },
    json: { means: "The API's answer as it is: money in minor units" },
  },
  details: "See docs/accounts.md.",
  async run(input) {
    const [id] = input.words;
    return id === undefined ? await list(input) : await show(input, id);
  },
};
