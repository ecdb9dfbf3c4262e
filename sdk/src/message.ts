// An event as it is told to the server.
import { contextNow } from "./context.ts";
import { messageId } from "./id.ts";
import type { Visitor } from "./identity.ts";
import type { CallOptions, Consents, Message } from "./types.ts";

/** What a call says beyond what the SDK knows. */
export type Said = Partial<Omit<Message, "messageId" | "timestamp" | "context">> & Pick<Message, "type">;

/** The event that a call makes, here and now. */
export function makeMessage(said: Said, call: CallOptions = {}, visitor: Visitor, referrer: string): Message {
  const now = Date.now();
  const { timestamp = now, context } = call;
  return {
    messageId: messageId(now),
    timestamp: new Date(timestamp).toISOString(),
    anonymousId: visitor.anonymousId(),
    userId: visitor.get("user") ?? undefined,
    ...said,
    context: {
      ...contextNow(referrer),
      sessionId: visitor.sessionId(now),
      groupId: visitor.get("group") ?? undefined,
      ...context,
    },
  };
}

/** Its JSON, with what the visitor agreed to, and how many events this browser lost before it. */
export function textOf(message: Message, consents: Consents, lost: number): string {
  const consent = Object.keys(consents).length > 0 ? { categoryPreferences: consents } : undefined;
  return JSON.stringify({ ...message, context: { ...message.context, consent, lost: lost || undefined } });
}
