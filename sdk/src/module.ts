// The SDK as an ES module.
export { createKompas } from "./client.ts";
export { snippet } from "./snippet.ts";
export type {
  CallOptions,
  Consents,
  Identity,
  Kompas,
  Message,
  Options,
  Properties,
  Trouble,
} from "./types.ts";
