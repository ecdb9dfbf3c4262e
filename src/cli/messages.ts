// Server-sent events as a program reads them.

/** One message: its kind and what its data's JSON says. */
export interface ServerMessage {
  readonly event: string;
  /** Where a stream that broke off goes on; "" when the message has none. */
  readonly id: string;
  readonly data: unknown;
}

/** Reads messages until the stream ends. Lines that are no message (comments, retry) are passed over. */
export async function* readMessages(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerMessage> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of body) {
    rest += decoder.decode(chunk, { stream: true });
    const parts = rest.split("\n\n");
    rest = parts.pop() ?? "";
    for (const part of parts) {
      const event = /^event: (.*)$/m.exec(part)?.[1];
      const id = /^id: (.*)$/m.exec(part)?.[1] ?? "";
      const data = /^data: (.*)$/m.exec(part)?.[1];
      if (event !== undefined && data !== undefined) yield { event, id, data: JSON.parse(data) };
    }
  }
}
