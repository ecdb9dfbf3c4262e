// The browser SDK's files, for the pages of any site: kept by browsers, and known by what is in them.
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import type { FastifyInstance, FastifyReply } from "fastify";
import { ProblemError } from "#contract";

const script = "text/javascript; charset=utf-8";
const types: Readonly<Record<string, string>> = {
  "kompas.js": script,
  "kompas.mjs": script,
  "kompas.js.map": "application/json; charset=utf-8",
  "kompas.mjs.map": "application/json; charset=utf-8",
  "kompas.d.mts": "text/plain; charset=utf-8",
};

/** A file as it is sent. */
interface Sendable {
  readonly type: string;
  readonly tag: string;
  readonly plain: Buffer;
  readonly encoded: readonly (readonly [name: string, bytes: Buffer])[];
}

function load(file: string, type: string): Sendable {
  const plain = readFileSync(file);
  const tag = createHash("sha256").update(plain).digest("base64url").slice(0, 22);
  return {
    type,
    tag,
    plain,
    encoded: [
      ["br", brotliCompressSync(plain)],
      ["gzip", gzipSync(plain, { level: 9 })],
    ],
  };
}

/** Sends it in the best form that the caller takes. One whose address names its content is kept for ever. */
function send(reply: FastifyReply, file: Sendable, asked: { encodings: string; match: string; version: unknown }) {
  const [encoding, bytes] = file.encoded.find(([name]) => asked.encodings.includes(name)) ?? ["", file.plain];
  // Each form is a file of its own to the caches between.
  const tag = `"${file.tag}${encoding && `-${encoding}`}"`;
  reply.headers({
    etag: tag,
    vary: "accept-encoding",
    "x-content-type-options": "nosniff",
    "cache-control":
      asked.version === file.tag
        ? "public, max-age=31536000, immutable"
        : "public, max-age=3600, stale-while-revalidate=86400, stale-if-error=604800",
  });
  if (asked.match.includes(tag)) return reply.code(304).send();
  if (encoding) reply.header("content-encoding", encoding);
  return reply.type(file.type).send(bytes);
}

/** Serves the SDK at /sdk. Like what it sends, it is for every site and by every name of this server. */
export function mountSdk(app: FastifyInstance, sdk_dir: string): void {
  const loaded = new Map<string, Sendable>();
  const find = (name: string): Sendable => {
    const known = loaded.get(name);
    if (known) return known;
    const type = types[name];
    const file = join(sdk_dir, name);
    if (type === undefined || !existsSync(file)) {
      throw new ProblemError(404, "not_found", "The SDK has no such file; its script is /sdk/kompas.js");
    }
    const read = load(file, type);
    loaded.set(name, read);
    return read;
  };
  app.get<{ Params: { name: string }; Querystring: { v?: unknown } }>(
    "/sdk/:name",
    { config: { access: "source", rateLimit: false }, schema: { hide: true } },
    (request, reply) => {
      const { "accept-encoding": encodings = "", "if-none-match": match = "" } = request.headers;
      return send(reply, find(request.params.name), { encodings: String(encodings), match, version: request.query.v });
    },
  );
}
