// Writes the invented persons of `npm run bench match` as CSV, in a process of its own: making them needs memory too.
//   match.persons.ts persons.csv 1000000 0.2
import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { personLines } from "../tests/persons.ts";

const [file = "persons.csv", records, duplicate_share] = process.argv.slice(2);
await pipeline(Readable.from(personLines(Number(records), Number(duplicate_share))), createWriteStream(file));
