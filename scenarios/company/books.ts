// The company with what its truth amounts to: orders of whom the product takes them to be, and of whom they are.
import { readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import { orders } from "./asked.ts";
import type { Company } from "./company.ts";
import { type Books, dayOf, movesOf } from "./counts.ts";
import { type Groups, tiedTogether } from "./pairs.ts";

/** What the stories are told. */
export interface Told {
  readonly company: Company;
  /** The truth's orders, of whom the product takes them to be. */
  readonly books: Books;
  /** The truth's orders, of whom they are. */
  readonly truly: Books;
  /** Identifiers that the files tie together. */
  readonly tied: Groups;
}

/**
 * All tickets, chats and calls with the times at which their events tell of them: a call when it ended, be it with nobody
 * there. Orders by telephone are calls, too.
 */
export function contactsOf({ truth, state }: Company): { contact_id: string; kind: string; at: number }[] {
  const helped = truth.contact.map(({ contact_id, kind, opened_at, first_reply_s, resolved_s }) => {
    const lasted_s = resolved_s === -1 ? first_reply_s : resolved_s;
    return { contact_id, kind, at: kind === "call" ? opened_at + 1_000 * lasted_s : opened_at };
  });
  const ordered = truth.order
    .filter(({ channel }) => channel === "call")
    .map(({ order_id, occurred_at }) => ({ contact_id: `o-${order_id}`, kind: "call", at: occurred_at + 60_000 }));
  return [...helped, ...ordered].filter(({ at }) => at < Date.parse(state.until));
}

/** Reads what was sent and what came of it. */
export async function booksOf(company: Company): Promise<Told> {
  const customers = new Map<string, string>();
  for (const { name, order_id, customer_id } of await orders(company.engines.clickhouse, {})) {
    if (name === "Order Completed" && customer_id !== "0") customers.set(order_id, customer_id);
  }
  const { truth } = company;
  const sentAt = new Map<string, number>();
  const rated: { kind: string; score: number; day: string }[] = [];
  for (const source of ["survey", "review"]) {
    const rows: Record<string, string>[] = parse(await readFile(company.files.get(source) ?? ""), { columns: true });
    for (const { message_id = "", occurred_at = "", rating = "" } of rows) {
      sentAt.set(message_id, Date.parse(occurred_at));
      if (rating !== "") rated.push({ kind: "review", score: Number(rating), day: dayOf(Date.parse(occurred_at)) });
    }
  }
  const answers = truth.answer
    .filter(({ answered }) => answered)
    .map(({ message_id, kind, score }) => ({ kind, score, day: dayOf(sentAt.get(message_id) ?? 0) }));
  const asked = contactsOf(company).filter(({ contact_id }) => !contact_id.startsWith("o-"));
  const contacts = asked.map(({ kind, at }) => ({ kind, day: dayOf(at) }));
  const until = Date.parse(company.state.until);
  const tickets = truth.contact
    .filter(({ kind, opened_at }) => kind === "ticket" && opened_at < until)
    .map(({ opened_at, first_reply_s, resolved_s }) => ({
      day: dayOf(opened_at),
      reply_s: opened_at + 1_000 * first_reply_s < until ? first_reply_s : null,
      resolved_s: resolved_s === -1 ? null : resolved_s,
    }));
  const spent: Record<string, string>[] = parse(await readFile(company.files.get("ads") ?? ""), { columns: true });
  const costs = spent.map(({ occurred_at = "", cost = "" }) => ({
    day: dayOf(Date.parse(occurred_at)),
    minor: Math.round(Number(cost) * 100),
  }));
  const said = { answers: [...answers, ...rated], contacts, tickets, spent: costs };
  const books = { ...said, moves: movesOf(truth, ({ order_id }) => customers.get(order_id) ?? "") };
  const truly = { ...said, moves: movesOf(truth, ({ person, identified }) => (identified ? String(person) : "")) };
  return { company, books, truly, tied: await tiedTogether(company.files) };
}
