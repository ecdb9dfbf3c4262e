// How a person feels after what happened, whom a survey reaches, who answers it and with what.
import { day_ms, daytime, hour_ms } from "./calendar.ts";
import { feelings, surveys } from "./company.ts";
import type { Person } from "./person.ts";
import { known } from "./person.ts";
import { happens, integer, normal, pick, type Uniform } from "./random.ts";
import { type Kind, type Opinion, say, type Topic } from "./say/index.ts";
import type { World } from "./world.ts";

/** The mood of a person: what has been added to the usual one, as of a time; and what the person has on the mind. */
export interface Mood {
  shift: number;
  at: number;
  minds: readonly Opinion[];
}

export const calm = (): Mood => ({ shift: 0, at: 0, minds: [] });

/** The mood at a time, in deviations: what happened fades by half each so many days. */
export function moodAt(person: Person, mood: Mood, at: number): number {
  const days = Math.max(at - mood.at, 0) / day_ms;
  return person.temper + mood.shift * 0.5 ** (days / feelings.half_life_days);
}

/** Something happened that adds to the mood. */
export function feel(mood: Mood, at: number, added: number): void {
  const days = Math.max(at - mood.at, 0) / day_ms;
  mood.shift = mood.shift * 0.5 ** (days / feelings.half_life_days) + added;
  mood.at = Math.max(at, mood.at);
}

const between = (value: number, least: number, most: number) => Math.min(Math.max(Math.round(value), least), most);
const scales = { nps: [0, 10], csat: [1, 5], ces: [1, 7] } as const;
const smallTalk: readonly Topic[] = [
  "quality",
  "selection",
  "price",
  "packaging",
  "website",
  "staff",
  "loyalty",
  "app",
];

/** The score that a person in this mood would give. */
export function scoreOf(uniform: Uniform, kind: keyof typeof scales, mood: number): number {
  const [center, slope, noise] = surveys[kind];
  const [least, most] = scales[kind];
  return between(center + slope * mood + noise * normal(uniform), least, most);
}

/** What the person writes about: what happened, and one thing besides that a good mood praises and a bad one blames. */
export function topicsOf(uniform: Uniform, mood: number, minds: readonly Opinion[]): readonly Opinion[] {
  const besides = minds.length === 0 || happens(uniform, 0.35);
  if (!besides) return minds;
  const topic = pick(uniform, smallTalk);
  if (minds.some((one) => one.topic === topic)) return minds;
  const sentiment =
    mood > 0.4 ? "positive" : mood < -0.4 ? "negative" : pick(uniform, ["positive", "neutral", "negative"] as const);
  return [...minds, { topic, sentiment }];
}

/** Writes a text's truth beside the event that holds it. */
export function write(
  { out }: World,
  person: Person,
  uniform: Uniform,
  wish: { readonly kind: Kind; readonly source: string; readonly topics: readonly Opinion[] },
  send: (text: string) => string,
): void {
  const said = say(uniform, { language: person.language, kind: wish.kind, topics: wish.topics });
  const message_id = send(said.text);
  if (message_id === "") return;
  out.tell("text", {
    message_id,
    source: wish.source,
    person: person.number,
    kind: wish.kind,
    language: person.language,
    text: said.text,
    topics: JSON.stringify(said.topics),
    sentiment: said.sentiment,
    sarcastic: said.sarcastic,
  });
}

/** By what a survey reaches a person: the account, else the e-mail. */
export function addressOf(person: Person): { user_id: string; email: string } {
  return person.user_id === "" ? { user_id: "", email: person.email } : { user_id: person.user_id, email: "" };
}

/** What is asked about. */
export interface Question {
  readonly kind: "nps" | "csat" | "ces";
  readonly order_id: string;
  readonly late: boolean;
}

/** Asks at a time; who answers does so within hours. Silent ones stand in the truth too. */
export function ask(
  world: World,
  person: Person,
  mood: Mood,
  uniform: Uniform,
  asked_at: number,
  question: Question,
): void {
  const { out, until } = world;
  const { kind, order_id, late } = question;
  if (asked_at >= until) return;
  const felt = moodAt(person, mood, asked_at);
  const score = scoreOf(uniform, kind, felt);
  const odds = Math.exp(surveys.answer_base + surveys.answer_mood * felt);
  const at = Math.max(daytime(asked_at + integer(uniform, 300, 40 * 3600) * 1000), asked_at + 300_000);
  const answers = happens(uniform, odds / (1 + odds)) && at < until;
  const address = addressOf(person);
  let message_id = "";
  const send = (text: string) => {
    const survey = { survey_id: `${kind}-latarnia`, question_id: kind, kind, score, text, order_id };
    known(person, "email", address.email);
    known(person, "user_id", address.user_id);
    message_id = out.row("survey", at, {
      event_name: "Survey Responded",
      ...address,
      ...survey,
      language: person.language,
    });
    return message_id;
  };
  if (answers && happens(uniform, surveys.text))
    write(
      world,
      person,
      uniform,
      { kind: "survey", source: "survey", topics: topicsOf(uniform, felt, mood.minds) },
      send,
    );
  else if (answers) send("");
  out.tell("answer", { message_id, person: person.number, asked_at, kind, mood: felt, score, answered: answers, late });
  if (kind === "nps") countNps(world, asked_at, answers ? at : undefined, score);
}

function countNps({ out }: World, asked_at: number, answered_at: number | undefined, score: number): void {
  const promoter = score >= 9 ? 1 : 0;
  const detractor = score <= 6 ? 1 : 0;
  const asked = out.month(asked_at);
  asked.nps_asked += 1;
  asked.nps_balance += promoter - detractor;
  if (answered_at === undefined) return;
  const month = out.month(answered_at);
  month.nps_answers += 1;
  month.nps_promoters += promoter;
  month.nps_detractors += detractor;
}

/** When a survey goes out after something: hours later. */
export const later = (uniform: Uniform, at: number, hours: number) =>
  Math.max(daytime(at + (0.2 + uniform()) * hours * hour_ms), at + 600_000);
