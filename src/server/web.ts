// The web app's files: the page for every address of the app, long caching for files whose names change with their content.

import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { ProblemError } from "#contract";
import { sameSecret, sessionCookie, sessionOf } from "./guard.ts";
import type { Kompas } from "./kompas.ts";
import { mountSdk } from "./sdk.ts";

/** Where the build puts the web app: dist/web, seen from src/server and from dist/server alike. */
export const builtWeb = fileURLToPath(new URL("../../dist/web", import.meta.url));

const notBuilt = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Kompas</title>
<body style="font: 16px/1.5 system-ui; margin: 3rem auto; max-width: 40rem; padding: 0 1rem">
<h1>The web app is not built yet</h1>
<p>The server runs and its API answers (see <a href="/docs">the API reference</a>), but the folder <code>dist/web</code> is missing.
Stop the server and run <code>npm start</code>, which builds it.</p>`;

/** CSP sources of the scripts that stand in the page itself, so that no others run. */
export function inlineScripts(web_dir: string): string[] {
  const page = join(web_dir, "index.html");
  if (!existsSync(page)) return [];
  const scripts = [...readFileSync(page, "utf8").matchAll(/<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g)];
  return scripts.map(([, text = ""]) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`);
}

/** A path below the app's folder, or undefined when it could leave it. */
function relative(url: string): string | undefined {
  try {
    const path = decodeURIComponent(url.split("?")[0] ?? "").replace(/^\/+/, "");
    return path.split(/[/\\]/).includes("..") || path.includes("\0") ? undefined : path;
  } catch {
    return undefined;
  }
}

/** The login link: shows the token once, gets a cookie, and the token leaves the address bar. */
function logIn(kompas: Kompas, reply: FastifyReply, token: string, path: string): FastifyReply {
  const { admin_token, public_url } = kompas.config;
  if (admin_token !== undefined) {
    if (!sameSecret(token, admin_token)) {
      throw new ProblemError(401, "token_wrong", "This is not the server's KOMPAS_ADMIN_TOKEN.");
    }
    reply.setCookie(sessionCookie, sessionOf(admin_token), {
      path: "/",
      httpOnly: true,
      sameSite: "strict",
      secure: public_url?.startsWith("https:") ?? false,
      maxAge: 30 * 24 * 3600,
    });
  }
  // Encoded, since a browser takes a backslash for a slash and would leave for another host.
  return reply.redirect(`/${encodeURI(path)}`, 303);
}

function tokenOf(query: unknown): string | undefined {
  if (typeof query !== "object" || query === null || !("token" in query)) return undefined;
  return typeof query.token === "string" ? query.token : undefined;
}

/** Serves the app's files for GET of everything that no route has, and its page where no file is. */
export async function mountWeb(app: FastifyInstance, kompas: Kompas, web_dir: string): Promise<void> {
  // A folder that is not there yet may be built while we run.
  await app.register(fastifyStatic, { root: web_dir, serve: false, preCompressed: true });
  // The build puts both side by side.
  mountSdk(app, join(web_dir, "../sdk"));
  const isFile = (path: string) => /\.\w+$/.test(path) && existsSync(join(web_dir, path));

  app.get(
    "/*",
    { config: { access: "public" }, schema: { hide: true } },
    async (request: FastifyRequest, reply: FastifyReply) => {
      const path = relative(request.url);
      if (path === undefined || (/^(api|assets)\//.test(path) && !isFile(path))) {
        throw new ProblemError(404, "not_found", "No route and no file has this address.");
      }
      const token = tokenOf(request.query);
      if (token !== undefined) return logIn(kompas, reply, token, path);
      if (isFile(path)) {
        const forEver = path.startsWith("assets/");
        return reply.sendFile(path, forEver ? { maxAge: "1y", immutable: true } : { maxAge: "1h" });
      }
      if (!existsSync(join(web_dir, "index.html")))
        return reply.code(503).type("text/html; charset=utf-8").send(notBuilt);
      // What a link shows is for whom it was given to, not for a search engine.
      if (/^(shared|unsubscribe|s)(\/|$)/.test(path)) reply.header("x-robots-tag", "noindex, nofollow");
      return reply.header("cache-control", "no-cache").sendFile("index.html", { cacheControl: false });
    },
  );
}
