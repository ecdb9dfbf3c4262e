// What a browser test tells the app before it looks: calls of its API, events as a source sends them.

/** Calls of the API of one app, from this machine; faults are thrown with what the server said. */
export function caller(address: () => string) {
  return async function call(
    method: string,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<string> {
    const response = await fetch(`${address()}${path}`, {
      method,
      headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return await response.text();
  };
}

let sent = 0;

/** Sends events as the SDK of a source's server does. */
export function teller(call: ReturnType<typeof caller>) {
  return async function tell(source: string, ...batch: readonly object[]): Promise<void> {
    const key = /"write_key":"([^"]+)"/.exec(await call("GET", `/api/v1/sources/${source}/key`))?.[1] ?? "";
    const authorization = `Basic ${Buffer.from(`${key}:`).toString("base64")}`;
    const events = batch.map((event) => {
      sent += 1;
      return { messageId: `told-${sent}`, ...event };
    });
    await call("POST", "/v1/batch", { batch: events, sentAt: new Date().toISOString() }, { authorization });
  };
}
