// Passwords: what is taken for one, its hash, and a check that takes as long for those who do not exist.
import { hash, verify } from "@node-rs/argon2";
import { ProblemError } from "#contract";
import { isCommon } from "./common.ts";
import { randomSecret } from "./secret.ts";

/** OWASP's least for argon2id, which is the package's own choice: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

const least = 10;

/**
 * Refuses a password that would be guessed. No other rules: length is what counts.
 * @throws {ProblemError} 422 password_short, password_long, password_common
 */
export function checkPassword(password: string, email: string): void {
  const field = "password";
  if ([...password].length < least)
    throw new ProblemError(422, "password_short", `A password has at least ${least} characters.`, field);
  if (password.length > 200) throw new ProblemError(422, "password_long", "Take at most 200 characters.", field);
  const plain = password.toLowerCase();
  if (isCommon(password) || plain === email || plain === email.split("@")[0])
    throw new ProblemError(
      422,
      "password_common",
      "This is one of the first passwords that anybody tries. A few words in a row are a good one.",
      field,
    );
}

/** The hash that is kept, with its salt and cost in it. The same password typed on another keyboard is the same. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFKC"), cost);
}

// Made once: the hash of a password that nobody knows.
let nobody: Promise<string> | undefined;

/** Whether the password fits. Without a hash it takes as long and does not, so that nobody learns who has an account. */
export async function fitsPassword(kept: string | undefined, password: string): Promise<boolean> {
  nobody ??= hashPassword(randomSecret());
  const fits = await verify(kept ?? (await nobody), password.normalize("NFKC"));
  return fits && kept !== undefined;
}
