// What people say to others: reviews, social media, and to their friends, of whom some come and some stay away.
import { day_ms, daytime, hour_ms } from "./calendar.ts";
import { opinions, wordOfMouth } from "./company.ts";
import { opaqueId } from "./device.ts";
import { addressOf, type Mood, moodAt, scoreOf, topicsOf, write } from "./mood.ts";
import type { Made } from "./order.ts";
import { known, type Origin, type Person } from "./person.ts";
import { exponential, happens, integer, pick, poisson, type Uniform } from "./random.ts";
import type { World } from "./world.ts";

const stars = (score: number) => Math.min(Math.max(Math.round(score / 2), 1), 5);

/** A review of one thing of an order, days after it came; strong moods write more. */
export function review(world: World, person: Person, mood: Mood, uniform: Uniform, made: Made): void {
  const at = daytime(made.delivered_at + integer(uniform, 20, 400) * hour_ms);
  const felt = moodAt(person, mood, at);
  const line = pick(uniform, made.lines);
  if (!happens(uniform, opinions.review + opinions.review_strong * Math.abs(felt)) || at >= world.until) return;
  const address = addressOf(person);
  known(person, "user_id", address.user_id);
  known(person, "email", address.email);
  const { product } = line;
  const rating = stars(scoreOf(uniform, "nps", felt));
  const about = { product_id: product.id, name: product.name, review_id: `r-${made.order_id}`, rating };
  const cells = { event_name: "Review Posted", ...address, ...about, language: person.language };
  write(
    world,
    person,
    uniform,
    { kind: "review", source: "review", topics: topicsOf(uniform, felt, mood.minds) },
    (text) => world.out.row("review", at, { ...cells, text, url: `https://latarnia.example/p/${product.id}` }),
  );
}

/** A post about the company, under a name that only the network knows. */
export function mention(world: World, person: Person, mood: Mood, uniform: Uniform, from: number): void {
  const at = Math.max(daytime(from + integer(uniform, 2, 200) * hour_ms), from + hour_ms);
  const felt = moodAt(person, mood, at);
  if (!happens(uniform, opinions.social + opinions.social_strong * Math.abs(felt)) || at >= world.until) return;
  const messenger_id = `@${opaqueId(world.seed, person.number, 77).slice(0, 10)}`;
  known(person, "messenger_id", messenger_id);
  const network = pick(uniform, ["instagram", "facebook", "x", "telegram"]);
  const cells = { event_name: "Social Mention", messenger_id, network, language: person.language };
  write(
    world,
    person,
    uniform,
    { kind: "social", source: "social", topics: topicsOf(uniform, felt, mood.minds) },
    (text) => world.out.row("social", at, { ...cells, text, followers: integer(uniform, 20, 3000) }),
  );
}

/** Tells friends, where the mood is strong enough; gives those who come because of it, or undefined where nothing was told. */
export function tellFriends(
  world: World,
  person: Person,
  mood: Mood,
  uniform: Uniform,
  at: number,
): readonly Origin[] | undefined {
  if (at >= world.until) return undefined;
  const score = scoreOf(uniform, "nps", moodAt(person, mood, at));
  if (score > 6 && score < 9) return undefined;
  const good = score >= 9;
  const told = good ? wordOfMouth.promoter_tells : wordOfMouth.detractor_tells;
  const came = good ? poisson(uniform, told * wordOfMouth.comes) : 0;
  const stayed_away = good ? 0 : poisson(uniform, told * wordOfMouth.stays_away);
  world.out.tell("word", { person: person.number, told_at: at, kind: good ? "good" : "bad", told, came, stayed_away });
  return Array.from({ length: came }, () => ({
    channel: "referral",
    born_at: at + Math.round(exponential(uniform, wordOfMouth.days * day_ms)),
    referred_by: person.number,
    household: undefined,
  }));
}
