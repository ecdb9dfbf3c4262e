// A terminal that remembers, with nobody at it.

/** How a command ended, and all that it printed. */
export interface Said {
  readonly code: number;
  readonly out: string;
  readonly notes: string;
}

/** The terminal, to be given to a command; `heard` is told each result as it is printed. */
export function recorder(heard: (text: string) => void = () => undefined) {
  const out: string[] = [];
  const notes: string[] = [];
  const terminal = {
    out: (text: string) => {
      out.push(text);
      heard(text);
    },
    note: (text: string) => void notes.push(text),
    status: () => undefined,
    endStatus: () => undefined,
    interactive: false,
    ask: async () => "",
  };
  return { terminal, said: (code: number): Said => ({ code, out: out.join("\n"), notes: notes.join("\n") }) };
}
