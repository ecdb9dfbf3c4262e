// Newsletters, notifications of the app, and the campaign with its planted uplift: what would be with it and without it, and what happened.
import { day_ms } from "./calendar.ts";
import { attribution, campaign, newsletter, push } from "./company.ts";
import { anonymousAt } from "./device.ts";
import type { Planned } from "./order.ts";
import { known, type Person } from "./person.ts";
import { deviceFor, type Plan, plannedAt, sometime } from "./plan.ts";
import { happens, hashOf, integer, randomOf } from "./random.ts";
import { browse, touchOf } from "./visit.ts";
import type { World } from "./world.ts";

type Segment = keyof typeof campaign.effects;

/** The segment by what was ordered before `at`; undefined for who had not ordered. */
export function segmentOf(orders: readonly Planned[], at: number): Segment | undefined {
  const past = orders.filter((order) => order.at < at && order.payment !== "lost");
  const [first] = past;
  if (!first) return undefined;
  if (past.filter((order) => order.at >= at - 365 * day_ms).length >= campaign.loyal_orders) return "loyal";
  if (first.at >= at - campaign.new_days * day_ms) return "new";
  return past.filter(({ coupon }) => coupon).length >= campaign.bargain_coupons * past.length ? "bargain" : "regular";
}

/** What the campaign made of a person's orders. */
export interface Campaigned {
  readonly segment: string;
  readonly orders: readonly Planned[];
}

/**
 * Draws both what would happen with the message and without it, and lets the one come true that chance picked. Orders that
 * the message adds or puts off change nothing else in the person's life. Only who has an account and agrees to e-mail at
 * that time takes part.
 */
export function campaigned(world: World, person: Person, { orders, scale }: Plan, reachable: boolean): Campaigned {
  const { campaign_at: at, out } = world;
  const segment = segmentOf(orders, at);
  if (!segment) return { segment: "", orders };
  if (!reachable) return { segment, orders };
  const uniform = randomOf(world.seed, 4, person.number);
  const { persuaded, put_off } = campaign.effects[segment];
  const end = at + campaign.days * day_ms;
  const inside = (order: Planned) => order.at >= at && order.at < end && order.payment !== "lost";
  const would_order = orders.some(inside);
  const swayed = happens(uniform, would_order ? put_off : persuaded);
  const treated = happens(uniform, campaign.treated);
  const extra = {
    ...plannedAt(world, person, uniform, {
      at: sometime(uniform, at + day_ms, (campaign.days - 2) * day_ms),
      channel: "web",
      first: false,
      scale,
    }),
    payment: "works" as const,
    brought_by: "campaign",
    campaign: true,
  };
  const said = {
    user_id: person.user_id,
    campaign_id: campaign.id,
    campaign_name: campaign.name,
    segment,
    channel: "email",
  };
  known(person, "user_id", person.user_id);
  out.row("campaign", at, { ...said, event_name: treated ? "Message Sent" : "Holdout Kept" });
  const would_order_treated = swayed ? !would_order : would_order;
  const made =
    !treated || !swayed
      ? orders
      : would_order
        ? orders.filter((order) => !inside(order))
        : [...orders, extra].sort((a, b) => a.at - b.at);
  const ordered = made.some(inside);
  out.tell("campaign", { person: person.number, segment, treated, would_order, would_order_treated, ordered });
  return { segment, orders: made };
}

const subjects = [
  "Light for long evenings",
  "New in: linen and wool",
  "Your home, a little warmer",
  "Ideas for small rooms",
  "Garden days",
  "Gifts with a story",
];

/** The newsletters to a person from the first order on; gives when the person unsubscribed, or undefined. */
export function newsletters(world: World, person: Person): number | undefined {
  const { out, until } = world;
  const uniform = randomOf(world.seed, 5, person.number);
  const { mail: email, mail_slip: slip } = person;
  const period = newsletter.every_days * day_ms;
  const bounces = slip || happens(uniform, newsletter.bounced);
  for (let at = (Math.floor(person.born_at / period) + 1) * period; at < until; at += period) {
    const number = Math.round(at / period);
    const sent = at + day_ms / 3 + integer(uniform, 0, 3_600_000);
    const mail = {
      email,
      campaign_id: `nl-${number}`,
      campaign_name: "newsletter",
      email_subject: subjects[number % subjects.length],
    };
    known(person, "email", email, slip);
    if (bounces) {
      out.row("newsletter", sent, { ...mail, event_name: "Email Bounced", reason: "unknown mailbox" });
      return undefined;
    }
    out.row("newsletter", sent, { ...mail, event_name: "Email Delivered" });
    if (!happens(uniform, newsletter.opened)) continue;
    const opened = sent + integer(uniform, 60, 40_000) * 1000;
    out.row("newsletter", opened, { ...mail, event_name: "Email Opened" });
    if (happens(uniform, newsletter.unsubscribed)) {
      if (out.row("newsletter", opened + 20_000, { ...mail, event_name: "Unsubscribed" }) === "") return undefined;
      const said = {
        event_name: "Consent Updated",
        email,
        purpose: "marketing",
        consent_channel: "email",
        granted: "false",
      };
      out.row("consent", opened + 20_000, said);
      return opened;
    }
    if (!happens(uniform, newsletter.clicked)) continue;
    const clicked = opened + integer(uniform, 3, 90) * 1000;
    out.row("newsletter", clicked, {
      ...mail,
      event_name: "Email Link Clicked",
      link_url: "https://latarnia.example/new",
    });
    const device = deviceFor(uniform, person);
    if (!device || clicked >= until) continue;
    const visit = {
      out,
      device,
      app: "",
      user_id: "",
      touch: touchOf("email"),
      at: clicked + 2000,
      session_id: sessionOf(world, person, clicked),
    };
    const shared = person.shares_device && device === person.devices[0];
    known(person, "anonymous_id", anonymousAt(device, visit.at), false, shared);
    browse(visit, uniform);
  }
  return undefined;
}

/** Notifications of the app; some lead into it. */
export function pushes(world: World, person: Person): void {
  const { out, until, seed } = world;
  const uniform = randomOf(seed, 10, person.number);
  const period = push.every_days * day_ms;
  for (let at = (Math.floor(person.born_at / period) + 1) * period; at < until; at += period) {
    const sent = at + day_ms / 2 + integer(uniform, 0, 3_600_000);
    const about = { device_id: person.app, campaign_id: `push-${Math.round(at / period)}`, campaign_name: "ideas" };
    if (out.row("push", sent, { event_name: "Push Notification Received", ...about }) === "") return;
    known(person, "device_id", person.app);
    if (!happens(uniform, push.tapped)) continue;
    const tapped = sent + integer(uniform, 5, 5000) * 1000;
    out.row("push", tapped, { event_name: "Push Notification Tapped", ...about });
    const app = { out, device: undefined, app: person.app, user_id: "", touch: touchOf("direct") };
    if (tapped < until) browse({ ...app, at: tapped, session_id: sessionOf(world, person, tapped) }, uniform);
  }
}

/** A session's id: of the person and the time. */
export function sessionOf(world: World, person: Person, at: number): string {
  return hashOf(world.seed, person.number, Math.floor(at / 1000)).toString(36) + (person.number % 1296).toString(36);
}

/** Whether an order's last visit came by what truly brought it; else the person came alone or searched for the name. */
export function lastTouch(uniform: () => number, brought_by: string): string {
  if (happens(uniform, attribution.last_is_cause)) return brought_by;
  return happens(uniform, 0.4) ? "brand_search" : "direct";
}
