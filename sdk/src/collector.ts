// Between the calls and the queue: lets an event pass, keeps it back, or lets it go, as the visitor's choice asks.
import { createVisitor, type Visitor } from "./identity.ts";
import { makeMessage, type Said, textOf } from "./message.ts";
import { createChoice, type Permission } from "./permission.ts";
import { createQueue } from "./queue.ts";
import { createSender, type Sender } from "./sender.ts";
import { createStore } from "./store.ts";
import type { CallOptions, Consents, Message, Options, Trouble } from "./types.ts";

/** A batch is bound to 500 kB: the server could not even say of a larger event that it is too large. */
const event_length = 400_000;
const pending_events = 1000;

export interface Collector {
  readonly visitor: Visitor;
  readonly sender: Sender;
  permission(): Permission;
  tell(said: Said, call?: CallOptions): void;
  consent(categories: Consents): void;
  /** The page that led here, for the events from now on. */
  cameFrom(address: string): void;
}

/** What an event goes through once it may: its store, its queue, its way to the server. */
function createOutlet(options: Options, report: (trouble: Trouble) => void) {
  const { host, writeKey, maxQueue = 1000, flushAfterMs = 1000 } = options;
  const store = createStore(`kompas.${writeKey}.`);
  const lose = (code: Trouble["code"], message: string, lost: number) => {
    store.set("lost", String(Number(store.get("lost")) + lost));
    report({ code, message, lost });
  };
  const queue = createQueue(store, maxQueue, (count) => lose("full", "The queue is full: the oldest had to go", count));
  const sender = createSender(queue, store, { host: host.replace(/\/+$/, ""), writeKey, flushAfterMs, lose });
  const enqueue = (message: Message, consents: Consents) => {
    const text = textOf(message, consents, Number(store.get("lost")));
    if (text.length > event_length) return lose("too_large", `An event has ${text.length} characters`, 1);
    sender.queued(message.messageId, queue.add(message.messageId, text));
  };
  return { store, visitor: createVisitor(store, options), sender, enqueue };
}

/** A collector with a queue of its own. It reports; it may throw what `beforeSend` throws. */
export function createCollector(options: Options, report: (trouble: Trouble) => void): Collector {
  const { store, visitor, sender, enqueue } = createOutlet(options, report);
  const choice = createChoice(options);
  const pending: Message[] = [];
  let referrer = document.referrer;
  let permission: Permission = "off";

  const pass = (message: Message) => enqueue(message, choice.consents());
  /** Makes what the choice permits come true. */
  const settle = () => {
    const before = permission;
    permission = choice.permission();
    if (permission === "on" && before !== "on") {
      const temporary = visitor.anonymousId();
      store.open();
      visitor.opened();
      // Another tab may have been first to name the visitor.
      const anonymousId = visitor.anonymousId();
      for (const message of pending.splice(0))
        pass(message.anonymousId === temporary ? { ...message, anonymousId } : message);
    }
    if (permission === "off") pending.length = 0;
  };
  const look = () => {
    const chosen = choice.look();
    settle();
    // A withdrawal may be on its way yet.
    if (chosen && permission === "off") store.open();
    return permission;
  };
  const made = (said: Said, call?: CallOptions) => {
    const message = makeMessage(said, call, visitor, referrer);
    return options.beforeSend ? options.beforeSend(message) : message;
  };
  look();
  // What an earlier page left behind.
  sender.wake();

  return {
    visitor,
    sender,
    permission: look,
    tell(said, call) {
      if (look() === "off") return;
      const message = made(said, call);
      if (!message) return;
      if (permission === "on") pass(message);
      else if (pending.push(message) > pending_events) pending.shift();
    },
    consent(categories) {
      const before = look();
      if (!choice.add(categories)) return;
      const update: Said = { type: "track", event: "Consent Updated", properties: categories };
      // A withdrawal has to reach those who were told before; who never agreed is not mentioned at all.
      const last = before === "on" ? made(update) : null;
      settle();
      if (permission === "off") {
        store.open();
        store.clear();
        visitor.forget();
      }
      if (permission !== "wait") store.set("consent", JSON.stringify(choice.consents()));
      const message = last ?? (permission === "on" ? made(update) : null);
      if (message) pass(message);
    },
    cameFrom(previous) {
      referrer = previous;
    },
  };
}
