// kompas export-person and kompas erase: people's rights from the terminal.
import { PersonFound, RightsRequest } from "#contract";
import { type Client, withKompas } from "../client.ts";
import { type Command, CommandError, exit, type Input, UsageError } from "../command.ts";
import { counted } from "../terminal.ts";

const requests = "/api/v1/privacy/requests";

/** Who has the identifier, in a line for people. */
async function look(client: Client, input: Input, value: string): Promise<PersonFound> {
  const body = { value, ...kindOf(input) };
  return await client.json("/api/v1/privacy/find", PersonFound, { method: "POST", body, signal: input.signal });
}

function kindOf(input: Input): { kind?: string } {
  const kind = input.flags.text("kind");
  return kind === undefined ? {} : { kind };
}

/** Records a request, runs it and waits for its end. */
async function perform(client: Client, input: Input, ask: object, value: string): Promise<RightsRequest> {
  const customer_id = input.flags.text("customer");
  const body = {
    ...ask,
    identifier: { value, ...kindOf(input) },
    ...(customer_id === undefined ? {} : { customer_id }),
  };
  const { id } = await client.json(requests, RightsRequest, { method: "POST", body, signal: input.signal });
  const path = `${requests}/${id}`;
  let state = await client.json(`${path}/run`, RightsRequest, { method: "POST", body: { confirm: value } });
  while (state.state === "waiting" || state.state === "running") {
    await new Promise((resolve) => setTimeout(resolve, 300));
    input.signal.throwIfAborted();
    state = await client.json(path, RightsRequest, { signal: input.signal });
    input.terminal.status(`${state.done} of ${state.total} steps ${state.step}`);
  }
  input.terminal.endStatus();
  if (state.state !== "done") throw new CommandError(`Request ${id} was broken off: ${state.error ?? "unknown"}`);
  return state;
}

async function exportPerson(input: Input): Promise<number> {
  const [value = ""] = input.words;
  const language = input.flags.text("language") ?? "en";
  const out = input.flags.text("out") ?? "personal-data";
  return await withKompas(input, async (client) => {
    const { id } = await perform(client, input, { kind: "access", language }, value);
    for (const format of ["json", "html"]) {
      await client.download(`${requests}/${id}/copy`, `${out}.${format}`, { method: "POST", body: { format } });
      input.terminal.out(`${out}.${format}`);
    }
    return exit.done;
  });
}

function policyOf(input: Input): { policy?: string } {
  const policy = input.flags.text("policy");
  if (policy === undefined) return {};
  if (policy !== "anonymize" && policy !== "delete") throw new UsageError("--policy is anonymize or delete.");
  return { policy };
}

async function erase(input: Input): Promise<number> {
  const [value = ""] = input.words;
  const policy = policyOf(input);
  return await withKompas(input, async (client) => {
    const { people } = await look(client, input, value);
    const known = people.reduce((sum, { identifiers }) => sum + identifiers.length, 0);
    if (!input.flags.on("yes")) {
      if (!input.terminal.interactive) throw new UsageError("Say --yes where nobody can be asked.");
      const what = `${counted(people.length, "customer")} with ${counted(known, "identifier")}`;
      const answer = await input.terminal.ask(`This erases ${what} for ever. Type the identifier once more: `);
      if (answer.trim() !== value) throw new CommandError("Nothing was erased.");
    }
    const { id } = await perform(client, input, { kind: "erasure", ...policy }, value);
    const out = input.flags.text("out") ?? `erasure-${id}`;
    const language = input.flags.text("language") ?? "en";
    for (const format of ["json", "html"]) {
      await client.download(`${requests}/${id}/certificate`, `${out}.${format}`, { query: { format, language } });
      input.terminal.out(`${out}.${format}`);
    }
    return exit.done;
  });
}

const flags = {
  kind: { means: "What kind of identifier it is (email, phone, user_id …); guessed when left out", value: "kind" },
  customer: { means: "Which customer, when several have the identifier", value: "id" },
  out: { means: "Names of the files, without their endings", value: "name" },
  language: { means: "Of the page: en, ru or pl", value: "language" },
};

export const exportPersonCommand: Command = {
  name: "export-person",
  summary: "Writes all that is held about a person, as JSON and as a page to read",
  usage: "<identifier> [--kind <kind>] [--customer <id>] [--out <name>] [--language <language>]",
  words: [1, 1],
  flags,
  details: "What is held, and in which tables, stands in docs/privacy.md.",
  run: exportPerson,
};

export const eraseCommand: Command = {
  name: "erase",
  summary: "Erases a person for ever and writes the certificate",
  usage: "<identifier> [--policy anonymize|delete] [--kind <kind>] [--customer <id>] [--yes] [--out <name>]",
  words: [1, 1],
  flags: {
    ...flags,
    policy: {
      means: "anonymize keeps orders as nobody's, delete keeps nothing; as the workspace says when left out",
      value: "policy",
    },
    yes: { means: "Erases without asking" },
  },
  details: "What an erasure does and what it does not reach at once stands in docs/privacy.md.",
  run: erase,
};
