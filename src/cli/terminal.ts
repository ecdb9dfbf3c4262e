// The terminal: where text goes, whether a person sits there, tables and a progress bar.
import { createInterface } from "node:readline/promises";

/** Where a command writes and asks; tests put their own in its place. */
export interface Terminal {
  /** Results: standard output. */
  out(text: string): void;
  /** Everything else, so that results can be piped: standard error. */
  note(text: string): void;
  /** A line that the next one overwrites; where nobody watches, nothing is written. */
  status(text: string): void;
  /** Ends the line of {@link status}. */
  endStatus(): void;
  /** Whether somebody can be asked. */
  readonly interactive: boolean;
  ask(question: string): Promise<string>;
}

/** The terminal of this process. */
export function processTerminal(): Terminal {
  const { stdout, stderr, stdin } = process;
  let shown = false;
  const endStatus = () => {
    if (shown) stderr.write("\n");
    shown = false;
  };
  return {
    out: (text) => {
      endStatus();
      stdout.write(`${text}\n`);
    },
    note: (text) => {
      endStatus();
      stderr.write(`${text}\n`);
    },
    status: (text) => {
      if (!stderr.isTTY) return;
      stderr.write(`\r\u001b[K${text.slice(0, (stderr.columns || 80) - 1)}`);
      shown = true;
    },
    endStatus,
    interactive: stdin.isTTY === true && stderr.isTTY === true,
    async ask(question) {
      endStatus();
      const lines = createInterface({ input: stdin, output: stderr });
      try {
        return await lines.question(question);
      } finally {
        lines.close();
      }
    },
  };
}

/** A column of a table; numbers stand to the right. */
export interface Column {
  readonly title: string;
  readonly right?: boolean;
}

/** Rows under their titles, columns two spaces apart, each cell cut at `most` characters. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[], most = 40): string {
  const cut = (text: string) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
  const lines = [columns.map(({ title }) => title), ...rows].map((row) =>
    columns.map((_, at) => cut((row[at] ?? "").replace(/\s+/g, " "))),
  );
  const widths = columns.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)));
  const format = (line: readonly string[]) =>
    line
      .map((cell, at) => (columns[at]?.right ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)))
      .join("  ")
      .trimEnd();
  const [head = [], ...body] = lines;
  return [format(head), widths.map((width) => "─".repeat(width)).join("  "), ...body.map(format)].join("\n");
}

/** A bar of `share` (0..1) with the share behind it; undefined is a bar that does not know its end. */
export function bar(share: number | undefined, width = 24): string {
  if (share === undefined) return "·".repeat(width);
  const full = Math.round(Math.min(Math.max(share, 0), 1) * width);
  return `${"█".repeat(full)}${"░".repeat(width - full)} ${String(Math.floor(Math.min(share, 1) * 100)).padStart(3)} %`;
}

const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

/** 1234567.8 as 1,234,568. */
export function count(value: number): string {
  return whole.format(value);
}

/** "1 row", "1,234 rows". */
export function counted(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? "" : "s"}`;
}

/** Milliseconds as people say them: "850 ms", "12 s", "3 min 5 s". */
export function duration(time_ms: number): string {
  if (time_ms < 1000) return `${Math.round(time_ms)} ms`;
  const seconds = Math.round(time_ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
