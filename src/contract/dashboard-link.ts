// How a dashboard leaves the house: links by which anybody looks at it, and e-mails on a schedule.
import { type Static, Type } from "typebox";
import { Dashboard, DashboardAnswers } from "./dashboard.ts";
import { Instant } from "./schema.ts";
import { Email } from "./user.ts";

const Id = Type.Integer({ minimum: 1 });
const MaybeInstant = Type.Union([Instant, Type.Null()]);

export const DashboardLinkDraft = Type.Object({
  name: Type.String({ maxLength: 100, description: "Whom it is for" }),
  /** Days that it is good for; null for ever. */
  days: Type.Union([Type.Integer({ minimum: 1, maximum: 3650 }), Type.Null()]),
});
export type DashboardLinkDraft = Static<typeof DashboardLinkDraft>;

export const DashboardLink = Type.Object({
  id: Id,
  name: Type.String(),
  created_by: Type.String(),
  created_at: Instant,
  expires_at: MaybeInstant,
  revoked_at: MaybeInstant,
  opened_at: MaybeInstant,
});
export type DashboardLink = Static<typeof DashboardLink>;

/** A link that was just made: its token is told once. */
export const DashboardLinkMade = Type.Object({
  link: DashboardLink,
  path: Type.String({ description: "Path of the page with the token, to follow the address of this Kompas" }),
});
export type DashboardLinkMade = Static<typeof DashboardLinkMade>;

/** What a link shows: the dashboard as it is, over its own period. */
export const SharedDashboard = Type.Object({
  dashboard: Type.Pick(Dashboard, ["name", "period", "compare", "widgets"]),
  answers: DashboardAnswers,
});
export type SharedDashboard = Static<typeof SharedDashboard>;

export const DigestLanguage = Type.Union([Type.Literal("en"), Type.Literal("ru"), Type.Literal("pl")]);
export type DigestLanguage = Static<typeof DigestLanguage>;

export const DigestDraft = Type.Object({
  every: Type.Union([Type.Literal("day"), Type.Literal("week"), Type.Literal("month")]),
  day: Type.Integer({ minimum: 1, maximum: 28, description: "1 (Monday) to 7 of a week, 1 to 28 of a month" }),
  hour: Type.Integer({ minimum: 0, maximum: 23, description: "In the workspace's time zone" }),
  emails: Type.Array(Email, { minItems: 1, maxItems: 20 }),
  language: DigestLanguage,
});
export type DigestDraft = Static<typeof DigestDraft>;

export const Digest = Type.Object({
  id: Id,
  ...DigestDraft.properties,
  /** Empty where all have stopped it. */
  emails: Type.Array(Type.String()),
  created_by: Type.String(),
  created_at: Instant,
  /** The last due moment that was seen to. */
  sent_for: MaybeInstant,
  next_at: Instant,
});
export type Digest = Static<typeof Digest>;

export const DigestList = Type.Object({
  rows: Type.Array(Digest),
  /** Whether e-mails can be sent: KOMPAS_SMTP_URL is set. */
  email: Type.Boolean(),
});
export type DigestList = Static<typeof DigestList>;

/** One e-mail at once, to see how it looks. */
export const DigestTrial = Type.Object({ to: Email, language: DigestLanguage });
export type DigestTrial = Static<typeof DigestTrial>;
