// What identity does when people settled a pair.
import type { Engines } from "#storage";
import type { PairRow } from "./pair.ts";

/** Two records, by their ids in the log, and who settled what they are. */
export interface Asked {
  readonly stamps: readonly [string, string];
  readonly by: string;
  readonly note: string;
  readonly now: Date;
}

/** What identity made of it; `refused` says why a merge may not be. */
export interface Decided {
  readonly refused: string | null;
}

export async function decideSame(_engines: Engines, _asked: Asked): Promise<Decided> {
  return { refused: null };
}

export async function decideApart(_engines: Engines, _asked: Asked): Promise<Decided> {
  return { refused: null };
}

export async function takeBack(_engines: Engines, _pair: PairRow, _by: string, _now: Date): Promise<void> {}
