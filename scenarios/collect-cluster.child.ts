// A Kompas of its own process on the engines that its environment names; says its address and runs until it is killed.
import { pino } from "pino";
import { readConfig, startServer } from "#server";

const server = await startServer(readConfig(process.env), { logger: pino({ level: "silent" }) });
await server.ready;
process.stdout.write(`${server.local_address}\n`);
