// Waits for the daily classes of the sample: a job computes them, and the year before, once its import has come to rest.
import { expect } from "vitest";
import type { App } from "./app.ts";

/** Until they are those of the sample's last day. */
export async function classesComputed({ address }: App): Promise<void> {
  const answer = async () => await (await fetch(`${address}/api/v1/rfm`)).text();
  await expect.poll(answer, { timeout: 240_000, interval: 1_000 }).toContain('"day":"2011-12-09"');
}
