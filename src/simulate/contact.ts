// Tickets, calls and chats: why, when somebody answers, and how that is felt.
import { hour_ms } from "./calendar.ts";
import { contacts, feelings, identity, surveys } from "./company.ts";
import { anonymousAt } from "./device.ts";
import { ask, feel, later, type Mood, moodAt, topicsOf, write } from "./mood.ts";
import { known, mistyped, type Person } from "./person.ts";
import { happens, integer, lognormal, type Uniform, weighted, weightsOf } from "./random.ts";
import type { Opinion, Topic } from "./say/index.ts";
import type { World } from "./world.ts";

export type Cause = "late" | "payment" | "return" | "order" | "other";

const topicOf: Readonly<Record<Cause, Topic>> = {
  late: "delivery",
  payment: "payment",
  return: "returns",
  order: "quality",
  other: "selection",
};
const ways = weightsOf(contacts.ways);
const seconds = (value: number) => Math.round(value) * 1000;

interface Contact {
  readonly world: World;
  readonly person: Person;
  readonly mood: Mood;
  readonly uniform: Uniform;
  readonly at: number;
  readonly cause: Cause;
  readonly id: string;
  readonly agent_id: string;
}

/** A contact about `cause` at a time; `place` is its number among the person's contacts. */
export function contactAbout(
  world: World,
  person: Person,
  mood: Mood,
  uniform: Uniform,
  { at, cause, place }: { readonly at: number; readonly cause: Cause; readonly place: number },
): void {
  if (at >= world.until) return;
  const way = weighted(uniform, ways);
  const agent_id = `agent-${integer(uniform, 1, contacts.agents)}`;
  const contact = { world, person, mood, uniform, at, cause, id: `${way[0]}${person.number}-${place}`, agent_id };
  const ended = way === "ticket" ? ticket(contact) : way === "call" ? call(contact) : chat(contact);
  if (ended === undefined || !happens(uniform, surveys.csat_asked)) return;
  ask(world, person, mood, uniform, later(uniform, ended, 3), { kind: "csat", order_id: "", late: false });
}

/** Waiting is felt: fast answers please, each hour until the answer counts against the company. */
function waited(mood: Mood, at: number, hours: number): void {
  feel(mood, at, hours <= 1 ? feelings.answered_fast : feelings.hour_waited * Math.min(hours, feelings.hours_counted));
}

function opinionsOf({ cause, mood }: Contact): readonly Opinion[] {
  const blamed: Opinion = { topic: topicOf[cause], sentiment: cause === "other" ? "neutral" : "negative" };
  return [blamed, ...mood.minds.filter(({ topic }) => topic !== blamed.topic).slice(0, 1)];
}

function tellContact(
  { world, person, at, cause, id }: Contact,
  kind: "ticket" | "call" | "chat",
  reply_s: number,
  resolved_s: number,
): void {
  world.out.tell("contact", {
    contact_id: id,
    person: person.number,
    kind,
    opened_at: at,
    first_reply_s: Math.round(reply_s),
    resolved_s: Math.round(resolved_s),
    cause,
  });
}

function ticket(contact: Contact): number | undefined {
  const { world, person, mood, uniform, at, cause, id, agent_id } = contact;
  const { out, until } = world;
  const reply_h = lognormal(uniform, contacts.reply_hours, contacts.ticket_sigma);
  const solve_h = reply_h + lognormal(uniform, contacts.solve_hours - contacts.reply_hours, contacts.ticket_sigma);
  const [replied, solved] = [at + Math.round(reply_h * hour_ms), at + Math.round(solve_h * hour_ms)];
  known(person, "email", person.email);
  const ticketed = {
    email: person.email,
    ticket_id: id,
    category: cause,
    priority: cause === "payment" ? "high" : "normal",
  };
  const subject = `${cause} ${id}`;
  write(world, person, uniform, { kind: "ticket", source: "helpdesk", topics: opinionsOf(contact) }, (text) =>
    out.row("helpdesk", at, { event_name: "Ticket Opened", ...ticketed, subject, text, author: "customer" }),
  );
  out.month(at).tickets += 1;
  out.row("helpdesk", replied, { event_name: "Ticket Replied", ...ticketed, subject, agent_id, author: "agent" });
  out.row("helpdesk", solved, {
    event_name: "Ticket Resolved",
    ...ticketed,
    subject,
    agent_id,
    duration: Math.round(solve_h * 3600),
  });
  tellContact(contact, "ticket", reply_h * 3600, solved < until ? solve_h * 3600 : -1);
  waited(mood, replied, reply_h);
  return solved < until ? solved : undefined;
}

function call(contact: Contact): number | undefined {
  const { world, person, mood, uniform, at, cause, id, agent_id } = contact;
  const wait = Math.min(lognormal(uniform, contacts.wait_s, contacts.wait_sigma), contacts.patience_s);
  const missed = wait >= contacts.patience_s;
  const talk = missed ? 0 : lognormal(uniform, contacts.talk_s, 0.6);
  const slip = happens(uniform, identity.mistyped_phone);
  const phone = slip ? mistyped(uniform, person.phone) : person.phone;
  const ended = at + seconds(wait) + seconds(talk);
  const said = { call_id: id, direction: "in", duration: Math.round(talk), waited: Math.round(wait), reason: cause };
  const outcome = missed ? "missed" : "answered";
  if (
    world.out.row("call-center", ended, {
      event_name: "Call Ended",
      phone,
      ...said,
      outcome,
      agent_id: missed ? "" : agent_id,
    }) === ""
  )
    return undefined;
  known(person, "phone", phone, slip);
  world.out.month(ended).calls += 1;
  tellContact(contact, "call", wait, missed ? -1 : wait + talk);
  feel(mood, ended, missed ? feelings.payment_failed / 2 : feelings.answered_fast - wait / 1000);
  return missed ? undefined : ended;
}

function chat(contact: Contact): number | undefined {
  const { world, person, mood, uniform, at, id, agent_id } = contact;
  const { out } = world;
  const device = person.devices[0];
  if (!device) return undefined;
  const wait = lognormal(uniform, contacts.wait_s / 2, contacts.wait_sigma);
  const talk = lognormal(uniform, contacts.talk_s * 1.5, 0.6);
  const anonymous_id = anonymousAt(device, at);
  known(person, "anonymous_id", anonymous_id, false, person.shares_device);
  known(person, "user_id", person.user_id);
  const talked = { anonymous_id, user_id: person.user_id, conversation_id: id };
  out.row("chat", at, { event_name: "Live Chat Conversation Started", ...talked });
  const topics = topicsOf(uniform, moodAt(person, mood, at), opinionsOf(contact));
  write(world, person, uniform, { kind: "chat", source: "chat", topics }, (text) =>
    out.row("chat", at + 5000, { event_name: "Live Chat Message Sent", ...talked, text }),
  );
  const answered = at + 5000 + seconds(wait);
  out.row("chat", answered, { event_name: "Live Chat Message Received", ...talked, agent_id });
  const ended = answered + seconds(talk);
  const times = { duration: Math.round(wait + talk), waited: Math.round(wait) };
  out.row("chat", ended, { event_name: "Live Chat Conversation Ended", ...talked, agent_id, ...times });
  tellContact(contact, "chat", wait, wait + talk);
  waited(mood, answered, wait / 3600);
  return ended;
}
