// Asks again what a change has made old.
import type { QueryClient } from "@tanstack/react-query";

/** Asks for a path's answers anew; an answer that is still on its way was asked for before the change and is dropped. */
export async function renew(client: QueryClient, path: string): Promise<void> {
  await client.cancelQueries({ queryKey: [path] });
  await client.invalidateQueries({ queryKey: [path] });
}
