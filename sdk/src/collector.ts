// Between the calls and the queue: lets an event pass, keeps it back, or lets it go, as the visitor's choice asks.
import { createVisitor, type Visitor } from "./identity.ts";
import { makeMessage, type Said, textOf } from "./message.ts";
import { browserRefuses, type Permission, permissionOf, readConsents } from "./permission.ts";
import { createQueue } from "./queue.ts";
import { createSender, type Sender } from "./sender.ts";
import { createStore, peek } from "./store.ts";
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

/** A collector with a queue of its own. It reports; it may throw what `beforeSend` throws. */
export function createCollector(options: Options, report: (trouble: Trouble) => void): Collector {
  const { host, writeKey, maxQueue = 1000, flushAfterMs = 1000, beforeSend } = options;
  const prefix = `kompas.${writeKey}.`;
  const refused = options.respectDoNotTrack === true && browserRefuses();
  const stored = refused ? null : peek(`${prefix}consent`);
  let consents: Consents = readConsents(stored);
  let permission = permissionOf(options, consents, refused);
  let referrer = document.referrer;
  const pending: Message[] = [];

  const store = createStore(prefix);
  const visitor = createVisitor(store, options);
  const lose = (code: Trouble["code"], message: string, lost: number) => {
    store.set("lost", String(Number(store.get("lost")) + lost));
    report({ code, message, lost });
  };
  const queue = createQueue(store, maxQueue, (count) => lose("full", "The queue is full: the oldest had to go", count));
  const address = host.replace(/\/+$/, "");
  const sender = createSender(queue, store, { host: address, writeKey, flushAfterMs, lose });

  const enqueue = (message: Message) => {
    const text = textOf(message, consents, Number(store.get("lost")));
    if (text.length > event_length) return lose("too_large", `An event has ${text.length} characters`, 1);
    sender.queued(message.messageId, queue.add(message.messageId, text));
  };
  const open = () => {
    store.open();
    visitor.opened();
    permission = "on";
  };
  const agree = () => {
    const temporary = visitor.anonymousId();
    open();
    // Another tab may have been first to name the visitor.
    const anonymousId = visitor.anonymousId();
    for (const message of pending.splice(0))
      enqueue(message.anonymousId === temporary ? { ...message, anonymousId } : message);
  };
  const withdraw = () => {
    permission = "off";
    pending.length = 0;
    store.open();
    store.clear();
    visitor.forget();
  };
  const made = (said: Said, call?: CallOptions) => {
    const message = makeMessage(said, call, visitor, referrer);
    return beforeSend ? beforeSend(message) : message;
  };
  if (permission === "on") open();
  // A withdrawal may be on its way yet.
  else if (permission === "off" && stored !== null) store.open();
  // What an earlier page left behind.
  sender.wake();

  return {
    visitor,
    sender,
    permission: () => permission,
    tell(said, call) {
      if (permission === "off") return;
      const message = made(said, call);
      if (!message) return;
      if (permission === "on") enqueue(message);
      else if (pending.push(message) > pending_events) pending.shift();
    },
    consent(categories) {
      const changed = Object.entries(categories).some(([name, agreed]) => consents[name] !== agreed);
      // A banner may tell the same on every page.
      if (refused || !changed) return;
      const collected = permission === "on";
      consents = { ...consents, ...categories };
      const wanted = permissionOf(options, consents, refused);
      const update: Said = { type: "track", event: "Consent Updated", properties: categories };
      // A withdrawal has to reach those who were told before; who never agreed is not mentioned at all.
      const last = wanted === "off" && collected ? made(update) : null;
      if (wanted === "on" && !collected) agree();
      if (wanted === "off") withdraw();
      if (wanted !== "wait") store.set("consent", JSON.stringify(consents));
      const message = wanted === "on" ? made(update) : last;
      if (message) enqueue(message);
    },
    cameFrom(previous) {
      referrer = previous;
    },
  };
}
