// A body that no event can be read out of: stopped like an event, or kept as it came.
import { ProblemError } from "#contract";
import { type Engines, StorageError } from "#storage";
import { blocked } from "../block/blocked.ts";
import type { GateEvent } from "../block/gate.ts";
import { keepDeadLetters, type RefusedBody } from "./keep.ts";

/** Nobody can be read out of it: only the lines of a source and of a network can stop it. */
const unread: GateEvent = { identifiers: [], name: "", context: {} };

/**
 * Keeps a refused body, unless its source or the address that sent it is stopped: then it is counted alone.
 * @throws {ProblemError} 503 when it cannot be kept now: it may be sent again
 */
export async function keepWhole(engines: Engines, letter: RefusedBody, caller?: string): Promise<void> {
  const stopped = await blocked(engines, () => letter.received_at, caller);
  if (stopped(unread, { slug: letter.source }) !== undefined) return;
  try {
    await keepDeadLetters(engines, [letter]);
  } catch (fault) {
    if (!(fault instanceof StorageError)) throw fault;
    throw new ProblemError(503, fault.code, "It cannot be written now; send it again", undefined, 5);
  }
}
