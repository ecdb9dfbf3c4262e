// What people said, whom the company wrote to and what it spent: all there, and nothing twice.
import { describe, expect, test } from "vitest";
import { deals, saidAndAsked, sent, spend } from "./asked.ts";
import { contactsOf, type Told } from "./books.ts";

/** Stories of texts, answers, contacts, advertising, the campaign and deals. */
export function wordStories(told: () => Told): void {
  describe("what people said", () => {
    test("texts are all there, each once and to the letter", async () => {
      const rows = (await saidAndAsked(told().company.engines.clickhouse, {})).filter(({ text }) => text !== "");
      const line = (row: { source: string; message_id: string; text: string }) =>
        `${row.source} ${row.message_id} ${row.text}`;
      expect(rows.map(line).sort()).toEqual(told().company.truth.text.map(line).sort());
    });

    test("answers are all there, each once with its score", async () => {
      const rows = (await saidAndAsked(told().company.engines.clickhouse, {})).filter(
        ({ name }) => name === "Survey Responded",
      );
      const line = (row: { message_id: string; kind: string; score: string | number }) =>
        `${row.message_id} ${row.kind} ${row.score}`;
      const answered = told().company.truth.answer.filter((answer) => answer.answered);
      expect(rows.map(line).sort()).toEqual(answered.map(line).sort());
    });

    test("contacts are all there, each once", async () => {
      const names = ["Ticket Opened", "Call Ended", "Live Chat Conversation Started"];
      const rows = (await saidAndAsked(told().company.engines.clickhouse, {})).filter(({ name }) =>
        names.includes(name),
      );
      const ids = (list: readonly { contact_id: string }[]) => list.map(({ contact_id }) => contact_id).sort();
      expect(ids(rows)).toEqual(ids(contactsOf(told().company)));
    });
  });

  test("advertising cost what the truth says, by month and channel", async () => {
    const rows = await spend(told().company.engines.clickhouse, {});
    const cost = new Map(rows.map(({ month, channel, minor }) => [`${month.slice(0, 7)} ${channel}`, minor]));
    for (const month of told().company.truth.month) {
      for (const channel of ["paid_search", "paid_social", "marketplace", "email_partner"] as const) {
        expect([month.month, channel, cost.get(`${month.month} ${channel}`) ?? 0]).toEqual([
          month.month,
          channel,
          month[`spend_${channel}_minor`],
        ]);
      }
    }
  });

  test("the campaign was sent to whom it was sent, and held back from whom it was held back", async () => {
    const rows = await sent(told().company.engines.clickhouse, {});
    const accounts = new Map(told().company.truth.customer.map(({ person, user_id }) => [person, user_id]));
    const line = (user_id: string, segment: string, treated: boolean) => `${user_id} ${segment} ${treated}`;
    expect(rows.map(({ user_id, segment, name }) => line(user_id, segment, name === "Message Sent")).sort()).toEqual(
      told()
        .company.truth.campaign.map(({ person, segment, treated }) =>
          line(accounts.get(person) ?? "", segment, treated),
        )
        .sort(),
    );
  });

  test("deals came to the stages that the truth says, with the hours that were worked on them", async () => {
    const rows = await deals(told().company.engines.clickhouse, {});
    const line = (deal: { deal_id: string; stage: string; hours: number }) =>
      `${deal.deal_id} ${deal.stage} ${deal.hours}`;
    const moved = told().company.truth.deal.filter(({ stage }) => stage !== "lead");
    expect(moved.length).toBeGreaterThan(5);
    expect(rows.map(line).sort()).toEqual(moved.map(line).sort());
  });
}
