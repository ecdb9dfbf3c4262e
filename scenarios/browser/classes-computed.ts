// Waits for the daily classes of the sample: a job computes them, and the year before, once its import has come to rest.
import { vi } from "vitest";
import type { App } from "./app.ts";

/** Until they are those of the sample's last day; also in hooks. */
export async function classesComputed({ address }: App): Promise<void> {
  await vi.waitFor(
    async () => {
      const answer = await (await fetch(`${address}/api/v1/rfm`)).text();
      if (!answer.includes('"day":"2011-12-09"')) throw new Error("The classes of the last day are not there yet");
    },
    { timeout: 240_000, interval: 1_000 },
  );
}
