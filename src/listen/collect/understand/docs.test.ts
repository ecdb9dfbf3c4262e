// docs/events.md is the registry of events in writing (`npm run docs` rewrites it).
import { expect, it } from "vitest";
import { committed, writeWhenAsked } from "../../../../tests/house/committed.ts";
import { contextPaths } from "../row.ts";
import { type EventDefinition, eventDefinitions, specs } from "./events.ts";
import { propertyDefinitions } from "./words.ts";

const titles: Readonly<Record<keyof typeof specs, string>> = {
  ecommerce: "E-commerce",
  email: "E-mail",
  live_chat: "Live chat",
  mobile: "Mobile apps and their lifecycle",
  saas: "Accounts and trials",
  kompas: "Surveys, service, consent, stores, sales and messages",
};

const code = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(", ");

const worth = { in: "brings `revenue`", out: "takes `revenue` back", none: "" };

function line({ name, aliases, properties, channel, money }: EventDefinition): string {
  const notes = [
    ...(aliases.length > 0 ? [`also ${aliases.map((alias) => `"${alias}"`).join(", ")}`] : []),
    ...(money && worth[money] !== "" ? [worth[money]] : []),
  ];
  return `| **${name}** | ${code(properties)} | ${channel} | ${notes.join("; ")} |`;
}

function chapter(spec: keyof typeof specs): string {
  const rows = eventDefinitions.filter((definition) => definition.spec === spec).map(line);
  const where = specs[spec].startsWith("https") ? `Specified by <${specs[spec]}>.` : `${specs[spec]}.`;
  return `## ${titles[spec]}\n\n${where}\n\n| event | properties | channel | |\n|---|---|---|---|\n${rows.join("\n")}`;
}

const head = `# Events

Generated from [the registry of events](../src/listen/collect/understand/events.ts) by \`npm run docs\`.

Kompas takes calls of Segment's contract: identify, track, page, screen, group and alias. Any event may be sent; the
events below are understood, and every other is kept under its own name with its own properties. Case, spaces and
punctuation of a name below never matter: \`order_completed\` is "Order Completed".

## What every call says

- **When.** \`originalTimestamp\`, else \`timestamp\`, as ISO 8601 (UTC when it names no zone) or seconds or milliseconds
  since 1970. Where both are told, RudderStack's SDKs mean by \`timestamp\` when it happened, and so does everybody whose
  \`timestamp\` lies more than a day before. With \`sentAt\`, of the event or of its batch, a wrong clock of the client is corrected:
  \`occurred = received - (sent - original)\`. More than 23 hours in the future is flagged \`future\`, more than a year
  ago \`past\`; what is in the future or before 1990 counts as of when it was received. A time that cannot be read is
  flagged \`bad_time\`. All times are kept.
- **Which.** \`messageId\`, at most 100 characters: the same id from the same source is the same event, for ever; the
  first delivery stands. Without one an event is known by its whole text where that holds a time; without a time too,
  each delivery is an event of its own.
- **Who.** \`userId\`, \`anonymousId\`, \`email\`, \`phone\` and \`loyalty_card\` of the traits, \`context.device.id\` and
  \`context.externalIds\`. Numbers become text, e-mail addresses lower case; values like "null", "undefined" and
  "anonymous" name nobody (\`bad_identifier\`). The strongest names the customer: user id, loyalty card, e-mail, phone,
  other ids, device, anonymous id. An event without any is refused (\`missing_identity\`).
- **Traits.** Of identify, in \`traits\` or \`context.traits\`. A trait that is left out stays, null takes it away. With
  other calls \`context.traits\` says who it was and changes nothing. The traits of a group describe the group: they become
  traits of its account, and properties of the call.
- **Group.** \`groupId\` of a group call, or \`context.groupId\`. A group call, "Group Joined" and "Account Added User" make
  the person a member of the account; "Group Left" and "Account Removed User" end it. See [accounts](accounts.md).
- **Consent.** \`context.consent.categoryPreferences\`: category to true or false ("granted" and "denied" are understood).
  RudderStack's \`context.consentManagement\` with \`allowedConsentIds\` and \`deniedConsentIds\` says the same; a category
  in both is denied. "Consent Updated" may say either in its properties, which win over the context, or flat:
  \`purpose\`, \`channel\` and \`granted\`, or each category by its name. What it means stands in [consent](consent.md).
- **Channel.** The property \`channel\`, else what the event implies (below), else what the source is.
- **Properties** are kept as text, nested ones as JSON, and beside them of the context \`context.campaign.*\` and
  ${code(contextPaths.map((path) => `context.${path}`))}.

## Money

\`revenue\` of "Order Completed" is what the order is worth; without it \`total\`, then \`value\`, then the sum of price x
quantity of \`products\`. "Order Refunded" takes the same back, whole or in part: each refund of an order subtracts what it
says. Amounts are numbers or text like \`1,234.50\`, in major units of \`currency\`. What is no amount is flagged
\`bad_revenue\` (\`no_revenue\` when there is none, \`bad_product\`, \`bad_currency\`): the event counts without it, and
what came is kept. Carts, checkouts, updated and cancelled orders move no money. An event that is not below moves money
when it has \`revenue\`; metrics of orders do not count it.`;

function reference(): string {
  const chapters = [...new Set(eventDefinitions.map(({ spec }) => spec))].map(chapter);
  const rows = Object.entries(propertyDefinitions).map(
    ([name, { type, means }]) => `| \`${name}\` | ${type} | ${means} |`,
  );
  const words = `## Properties\n\n| property | type | means |\n|---|---|---|\n${rows.join("\n")}`;
  return `${[head, ...chapters, words].join("\n\n")}\n`;
}

it("the reference of events is what the registry says", () => {
  writeWhenAsked("docs/events.md", reference());
  expect(committed("docs/events.md")).toBe(reference());
});

it("no two events go by one name", () => {
  const names = eventDefinitions.flatMap(({ name, aliases }) => [name, ...aliases]);
  const plain = names.map((name) => name.toLowerCase().replace(/[^a-z0-9]+/g, ""));
  expect(plain.filter((name, at) => plain.indexOf(name) !== at)).toEqual([]);
});
