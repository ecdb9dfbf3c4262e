// Notices: what Kompas tells people by itself, in the app, by e-mail and to webhooks.
import { type Static, Type } from "typebox";
import { AlertCondition, AlertGrain } from "./alert.ts";
import { MetricUnit } from "./metric.ts";
import { Day, Instant, MaybeNumber } from "./schema.ts";

/** What an alert tells: that it fired in a stretch, or that it is over. */
export const AlertNotice = Type.Object({
  alert_id: Type.Integer(),
  name: Type.String(),
  metric: Type.String(),
  metric_name: Type.String({ description: "In English, for e-mails and webhooks" }),
  unit: MetricUnit,
  currency: Type.String(),
  group: Type.Union([Type.Object({ dimension: Type.String(), key: Type.String() }), Type.Null()]),
  grain: AlertGrain,
  stretch: Day,
  condition: AlertCondition,
  value: MaybeNumber,
  /** The stretch before, where the condition is a change. */
  before: MaybeNumber,
});
export type AlertNotice = Static<typeof AlertNotice>;

export const NoticeKind = Type.Union([Type.Literal("alert_fired"), Type.Literal("alert_resolved")]);
export type NoticeKind = Static<typeof NoticeKind>;

export const Notice = Type.Object({
  id: Type.Integer(),
  kind: NoticeKind,
  about: AlertNotice,
  at: Instant,
  read: Type.Boolean(),
});
export type Notice = Static<typeof Notice>;

/** GET /api/v1/notices: the newest first. */
export const NoticeList = Type.Object({
  rows: Type.Array(Notice),
  unread: Type.Integer(),
  /** Whether e-mails can be sent: KOMPAS_SMTP_URL is set. */
  email: Type.Boolean(),
});
export type NoticeList = Static<typeof NoticeList>;

/** Sends one notice to one address; the payload of job `notice.send`. */
export const NoticeSending = Type.Object({
  notice_id: Type.Integer(),
  by: Type.Union([Type.Literal("email"), Type.Literal("webhook")]),
  to: Type.String(),
});
export type NoticeSending = Static<typeof NoticeSending>;

/** The name of that job, which one folder asks for and another does. */
export const noticeJob = "notice.send";

/** GET /api/v1/webhook-key: what calls of webhooks are signed with. */
export const SigningKey = Type.Object({ secret: Type.String(), created_at: Instant });
export type SigningKey = Static<typeof SigningKey>;
