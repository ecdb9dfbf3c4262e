// Personal links to a survey for the members of a segment, as a file that any mail tool reads: who is reached is analyze's
// to say, what a link holds is listen's.
import { Readable } from "node:stream";
import { Type } from "typebox";
import { type ReachedMember, reachedMembers } from "#analyze";
import { ConsentFilter, maskerOf, type Route, SegmentId, SurveyId } from "#contract";
import { surveyLinks } from "#listen";
import { type Engines, route } from "#storage";
import { addressOf, type Config } from "../config.ts";
import { noFormula } from "../csv.ts";

const LinksQuery = Type.Interface([ConsentFilter], {
  segment: SegmentId,
  identifier: Type.Optional(
    Type.String({ pattern: "^[a-z][a-z0-9_]{0,39}$", description: "The kind of identifier to stand beside; email" }),
  ),
});

/** What a customer wrote is no formula; the plus of a phone number is none either. */
const written = (address: string) => (/^\+\d+$/.test(address) ? address : noFormula(address));
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

/** Without `identifier` customers stand in the file by their numbers alone. */
async function* lines(
  members: AsyncIterable<ReachedMember>,
  linkOf: (customer_id: string) => string,
  identifier: string | undefined,
) {
  const named = (row: readonly string[], address: string) => (identifier === undefined ? row : [...row, address]);
  yield `${[...named(["customer_id"], identifier ?? ""), "link"].map(quoted).join(",")}\n`;
  for await (const { customer_id, address } of members)
    yield `${[...named([customer_id], written(address)), linkOf(customer_id)].map(quoted).join(",")}\n`;
}

/** The route; where this Kompas is found is told from the configuration. */
export function surveyLinkRoutes(config: Config): readonly Route<Engines>[] {
  const file = route({
    method: "GET",
    path: "/api/v1/surveys/:id/links.csv",
    access: "marketer",
    summary: "Personal links to a survey for the members of a segment whom a consent reaches, as CSV",
    params: Type.Object({ id: SurveyId }),
    query: LinksQuery,
    reply: "file",
    handle: async ({ params, query, context }) => {
      const { identifier = "email" } = query;
      const pathOf = await surveyLinks(context.engines, params.id);
      const { members, left_out } = await reachedMembers(context, { ...query, identifier });
      const linkOf = (customer_id: string) => `${addressOf(config)}${pathOf(customer_id)}`;
      const shown = maskerOf(context).masked ? undefined : identifier;
      return {
        stream: Readable.from(lines(members, linkOf, shown)),
        file_name: `${params.id}-${query.segment}-${left_out}-left-out.csv`,
        headers: { "kompas-left-out": String(left_out) },
        content_type: "text/csv; charset=utf-8",
      };
    },
  });
  return [file];
}
