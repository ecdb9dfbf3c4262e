// Follows an import to its end: a bar while it runs, a cancel on Ctrl+C, the result and its rejections.
import { ImportState, type Rejection } from "#contract";
import type { Client } from "./client.ts";
import { CommandError, type Input } from "./command.ts";
import { bar, count, counted, duration, type Terminal, table } from "./terminal.ts";

const poll_ms = 250;

/** How far an import is, in a line. */
export function progressLine(state: ImportState): string {
  const { rows_read, rows_total, rows_per_second, remaining_ms } = state;
  const share = rows_total === null || rows_total === 0 ? undefined : rows_read / rows_total;
  const rows = rows_total === null ? `${count(rows_read)} rows` : `${count(rows_read)} of ${count(rows_total)} rows`;
  const speed = rows_per_second === null ? "" : `, ${count(rows_per_second)} rows/s`;
  const remaining = remaining_ms === null ? "" : `, ${duration(remaining_ms)} left`;
  return `${bar(share)}  ${rows}${speed}${remaining}`;
}

/** Reasons for which rows were or would be rejected, most frequent first. */
export function rejectionTable(rejections: readonly Rejection[]): string {
  const rows = rejections.map(({ code, column, rows, examples }) => {
    const [example] = examples;
    return [code, column, count(rows), example ? `${example.file}:${example.line} "${example.value}"` : ""];
  });
  return table(
    [{ title: "reason" }, { title: "column" }, { title: "rows", right: true }, { title: "for example" }],
    rows,
    60,
  );
}

/** How an import ended, in lines for people. */
export function summary(state: ImportState, address: string): string {
  const took_ms =
    state.started_at && state.ended_at ? Date.parse(state.ended_at) - Date.parse(state.started_at) : undefined;
  const lines = [
    `${counted(state.rows_accepted, "row")} became ${counted(state.events, "event")} of ${counted(state.customers, "customer")}${took_ms === undefined ? "" : ` in ${duration(took_ms)}`}.`,
  ];
  if (state.rows_rejected > 0) {
    lines.push(
      `${counted(state.rows_rejected, "row")} could not be taken:`,
      rejectionTable(state.rejections),
      `Download them from a running Kompas, mend them and import that file: ${address}/api/v1/imports/${state.id}/dead-letters.csv`,
    );
  }
  return lines.join("\n");
}

function wait(time_ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", done);
      resolve();
    }, time_ms);
    signal.addEventListener("abort", done, { once: true });
  });
}

/** Says how far it is to a person at once, elsewhere only from time to time. */
function reporter(terminal: Terminal): (state: ImportState) => void {
  let told_ms = performance.now();
  return (state) => {
    terminal.status(progressLine(state));
    if (terminal.interactive || performance.now() - told_ms < 10_000) return;
    told_ms = performance.now();
    terminal.note(progressLine(state));
  };
}

/**
 * Waits for the end of an import and gives its last state.
 * @throws {CommandError} when it failed or was cancelled
 */
export async function follow(client: Client, id: number, input: Input): Promise<ImportState> {
  const report = reporter(input.terminal);
  const path = `/api/v1/imports/${id}`;
  for (;;) {
    const state = await client.json(path, ImportState);
    report(state);
    switch (state.state) {
      case "done":
        input.terminal.endStatus();
        return state;
      case "cancelled":
        throw new CommandError("The import was cancelled.");
      case "failed":
        throw new CommandError(`The import failed: ${state.error?.message ?? "no reason was told"}`);
      default:
        break;
    }
    if (input.signal.aborted) {
      await client.json(`${path}/cancel`, ImportState, { method: "POST" });
      throw new CommandError("The import was cancelled.");
    }
    await wait(poll_ms, input.signal);
  }
}
