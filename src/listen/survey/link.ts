// Personal links to a survey: which customer answers which survey, signed. Nothing of a person stands in a link, only the
// number of the customer; it is good as long as the survey is open and the secret counts.
import { ProblemError } from "#contract";
import type { Engines } from "#storage";
import { type Secret, sameSignature, secretsOf, signature } from "../consent/link.ts";
import { findSurvey } from "./survey.ts";

const claimOf = (id: number | string, customer_id: string) => `${id}.${customer_id}`;

/** The token of a customer's link to a survey. */
export function surveyToken(survey: string, customer_id: string, { id, secret }: Secret): string {
  const claim = claimOf(id, customer_id);
  return `${claim}.${signature(secret, "survey answer", `${survey}\n${claim}`)}`;
}

/** Whose link it is; undefined when it was not made here for this survey. Pure: the secrets are those that still count. */
export function customerOfToken(survey: string, token: string, secrets: readonly Secret[]): string | undefined {
  const [, id, customer_id, mac] = /^(\d{1,9})\.(\d{1,20})\.([\w-]{43})$/.exec(token) ?? [];
  const known = secrets.find((secret) => String(secret.id) === id);
  if (!known || id === undefined || customer_id === undefined || mac === undefined) return undefined;
  const expected = signature(known.secret, "survey answer", `${survey}\n${claimOf(id, customer_id)}`);
  return sameSignature(mac, expected) ? customer_id : undefined;
}

/**
 * What gives the path of each customer's link to a survey.
 * @throws {ProblemError} 404 unknown_survey, 409 team_is_anonymous
 */
export async function surveyLinks(engines: Engines, id: string): Promise<(customer_id: string) => string> {
  const { kind } = await findSurvey(engines, id);
  if (kind === "enps")
    throw new ProblemError(
      409,
      "team_is_anonymous",
      "Answers of employees are never tied to a person: send /s/ links",
      "id",
    );
  const [secret] = await secretsOf(engines);
  // Behind the #, so no server and no log sees the token as a part of an address.
  return (customer_id) => `/s/${id}#${surveyToken(id, customer_id, secret)}`;
}
