// Personal links to a survey: which customer answers which survey, signed. Nothing of a person stands in a link, only the
// number of the customer; it is good as long as the survey is open and the secret counts.
import { type Secret, sameSignature, signature } from "../consent/link.ts";

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
