// Which account PostgreSQL runs as: it refuses root, so root lends it an ordinary one.
import { readFileSync } from "node:fs";

/** A user and its group, as numbers. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** The account to run PostgreSQL as, or undefined for our own. Root takes `postgres` when it exists, else `nobody`. */
export function serverAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const lines = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  for (const wanted of ["postgres", "nobody"]) {
    const found = lines.find(([name]) => name === wanted);
    if (found) return { uid: Number(found[2]), gid: Number(found[3]) };
  }
  return { uid: 65534, gid: 65534 };
}
