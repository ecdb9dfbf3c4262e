// The ClickHouse server's process: runs libchdb as a server until its standard input closes, that is, until its owner
// stops it or dies. Started by ./clickhouse.ts, never imported; plain JavaScript, so that node runs it as it stands.
// Its one argument is the folder of its data, by which a later owner knows it again.
// The first line of standard input is JSON: { args, relays: [{ port, engine_port }], url, user, password }.

import { request } from "node:http";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { openRelay } from "./relay.mjs";

const stopPatience_ms = 20_000;
const require = createRequire(import.meta.url);

/** Runs the server to its end; gives the engine's last word, empty when it ended well. */
async function serve(args) {
  const { open, load, DataType } = require("ffi-rs");
  open({ library: "chdb", path: require("chdb/libchdb").libchdbPath() });
  const result = await load({
    library: "chdb",
    funcName: "query_stable_v2",
    // struct local_result_v2 of chdb.h.
    retType: {
      buffer: DataType.External,
      length: DataType.U64,
      vector: DataType.External,
      elapsed: DataType.Double,
      rows: DataType.U64,
      bytes: DataType.U64,
      error: DataType.String,
    },
    paramsType: [DataType.I32, DataType.StringArray],
    paramsValue: [args.length, args],
    runInNewThread: true,
  });
  return result.error ?? "";
}

/**
 * The server lives as long as its one query that sleeps; ending that shuts everything down in order. Over a
 * connection of its own, because the server waits five seconds for those that stay open.
 */
function endSleep({ url, user, password }) {
  const headers = { "X-ClickHouse-User": user, "X-ClickHouse-Key": password };
  const body = "KILL QUERY WHERE user != currentUser() AND query LIKE '%sleepEachRow%' ASYNC";
  const call = request(url, { method: "POST", headers, agent: false }, (reply) => reply.resume());
  call.on("error", () => undefined).end(body);
}

/** Not process.exit(): the library's destructors and signal handlers crash after its own shutdown. */
function leave() {
  process.kill(process.pid, "SIGKILL");
}

let stopping = false;
const lines = createInterface({ input: process.stdin });
lines.once("line", (line) => {
  const order = JSON.parse(line);
  lines.once("close", () => {
    stopping = true;
    setTimeout(leave, stopPatience_ms);
    endSleep(order);
  });
  Promise.all(order.relays.map(({ port, engine_port }) => openRelay(port, engine_port)))
    .then(() => serve(order.args))
    .then(
      (error) => {
        if (!stopping) process.stderr.write(`${error.split("\n")[0]}\n`);
        leave();
      },
      (error) => {
        process.stderr.write(`${error}\n`);
        leave();
      },
    );
});
