// Stands before the engine's ports and turns resets into ends: libchdb's server aborts when a connection is reset,
// which is how a killed client, a cancelled read or another shard leaves. A real ClickHouse server takes no harm.

import { connect, createServer } from "node:net";

/** Either side, however it ends, ends the other in order; what that one still says is read and forgotten. */
function join(near, far) {
  near.setNoDelay(true);
  near.on("error", () => undefined);
  near.once("close", () => {
    far.end();
    far.resume();
  });
  near.pipe(far);
}

/**
 * Opens a port of the loopback that leads to another one, which need not be open yet.
 * @param {number} port where callers come; 0 for any
 * @param {number} engine_port where the engine listens
 * @returns {Promise<import("node:net").Server>} the server, listening
 */
export function openRelay(port, engine_port) {
  const server = createServer({ allowHalfOpen: true }, (caller) => {
    const engine = connect({ port: engine_port, host: "127.0.0.1", allowHalfOpen: true });
    join(caller, engine);
    join(engine, caller);
  });
  return new Promise((settle, fail) => {
    server.once("error", fail).listen(port, "127.0.0.1", () => settle(server));
  });
}
