// GET and POST /preferences/:token: the customer's own page, without an account. Rate limits are those of every route.
import { Readable } from "node:stream";
import { Type } from "typebox";
import { type FileReply, ProblemError, type Route, type RouteRequest } from "#contract";
import { type Engines, route } from "#storage";
import { changePreferences, type Page, showPreferences, type Visit } from "./preferences.ts";

const Token = Type.Object({ token: Type.String({ maxLength: 300 }) });
// Mail programs add parameters of their own to links, which must not break them.
const Query = Type.Record(Type.String(), Type.Unknown());

type Asked = Pick<
  RouteRequest<{ token: string }, Readonly<Record<string, unknown>>, unknown, Engines>,
  "params" | "query" | "headers" | "ip"
>;

function visitOf({ params, query, headers, ip }: Asked): Visit {
  return {
    token: params.token,
    lang: typeof query.lang === "string" ? query.lang : undefined,
    accepted: headers["accept-language"],
    ip,
    user_agent: headers["user-agent"] ?? "",
  };
}

const fileOf = ({ status, html }: Page): FileReply => ({
  status,
  stream: Readable.from([html]),
  content_type: "text/html; charset=utf-8",
  headers: { "referrer-policy": "same-origin", "x-robots-tag": "noindex" },
});

const longest_bytes = 64 * 1024;

async function textOf(bytes: Readable): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of bytes) {
    const piece = Buffer.from(part);
    length += piece.length;
    if (length > longest_bytes) throw new ProblemError(413, "too_large", "A form is smaller than this");
    parts.push(piece);
  }
  return Buffer.concat(parts).toString("utf8");
}

/** The fields of a form. Mail programs may send the one field of RFC 8058 as multipart/form-data. */
function fieldsOf(text: string, content_type: string | undefined): URLSearchParams {
  if (!content_type?.startsWith("multipart/form-data")) return new URLSearchParams(text);
  const one_click = /name="?List-Unsubscribe"?\r?\n\r?\nOne-Click\r?\n/.test(text);
  return new URLSearchParams(one_click ? { "List-Unsubscribe": "One-Click" } : {});
}

const show = route({
  method: "GET",
  path: "/preferences/:token",
  access: "public",
  summary: "The preference page of a customer, by a signed link",
  params: Token,
  query: Query,
  reply: "file",
  handle: async (request) => fileOf(await showPreferences(request.context, visitOf(request))),
});

const change = route({
  method: "POST",
  path: "/preferences/:token",
  access: "public",
  summary: "What a customer chose on the preference page; one-click unsubscribe of RFC 8058",
  params: Token,
  query: Query,
  takes: "bytes",
  reply: "file",
  handle: async (request) => {
    const fields = fieldsOf(await textOf(request.bytes), request.headers["content-type"]);
    return fileOf(await changePreferences(request.context, visitOf(request), fields));
  },
});

export const preferenceRoutes: readonly Route<Engines>[] = [show, change];
