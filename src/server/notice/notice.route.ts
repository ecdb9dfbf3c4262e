// Notices over HTTP: the list behind the bell, reading, and the key that webhooks are signed with.
import { Type } from "typebox";
import { callerKey, NoticeList, type Route, SigningKey } from "#contract";
import { type Engines, route } from "#storage";
import type { Config } from "../config.ts";
import { renewKey, signingKey } from "./key.ts";
import { markRead, noticesFor } from "./notice.ts";

const key = route({
  method: "GET",
  path: "/api/v1/webhook-key",
  access: "admin",
  summary: "The key that calls of webhooks are signed with",
  reply: SigningKey,
  handle: ({ context }) => signingKey(context.engines.postgres, context.now()),
});

const renew = route({
  method: "POST",
  path: "/api/v1/webhook-key",
  access: "admin",
  summary: "Make a new key for webhooks; the old one counts no more",
  reply: SigningKey,
  handle: ({ context }) => renewKey(context.engines.postgres, context.now()),
});

/** The routes; whether e-mails can be sent is told from the configuration. */
export function noticeRoutes({ smtp_url }: Pick<Config, "smtp_url">): readonly Route<Engines>[] {
  const list = route({
    method: "GET",
    path: "/api/v1/notices",
    access: "viewer",
    summary: "The newest notices, and how many one has not read",
    reply: NoticeList,
    handle: async ({ context }) => ({
      ...(await noticesFor(context.engines.postgres, callerKey(context.caller))),
      email: smtp_url !== undefined,
    }),
  });
  const read = route({
    method: "POST",
    path: "/api/v1/notices/read",
    access: "viewer",
    summary: "Note that one has read these notices, or all",
    changes: false,
    body: Type.Object({ ids: Type.Union([Type.Array(Type.Integer(), { maxItems: 1000 }), Type.Literal("all")]) }),
    reply: NoticeList,
    handle: async ({ body, context }) => {
      const { postgres } = context.engines;
      await markRead(postgres, callerKey(context.caller), body.ids);
      return { ...(await noticesFor(postgres, callerKey(context.caller))), email: smtp_url !== undefined };
    },
  });
  return [list, read, key, renew];
}
