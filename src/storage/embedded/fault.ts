// What keeps the embedded engines from running, as a sentence for the person who started Kompas.

/** `message` says what is wrong and what to do about it; it may be shown as it stands. */
export class EmbeddedError extends Error {
  override readonly name = "EmbeddedError";
}

const byCode: Readonly<Record<string, string>> = {
  EACCES:
    "may not be written by this user. Give the user the right to write there, or set KOMPAS_DATA to another folder.",
  EPERM:
    "may not be written by this user. Give the user the right to write there, or set KOMPAS_DATA to another folder.",
  EROFS: "lies on a file system that is read-only. Set KOMPAS_DATA to another folder.",
  ENOSPC: "lies on a full disk. Make room, or set KOMPAS_DATA to a folder on another disk.",
  EDQUOT: "has reached its owner's disk quota. Make room, or set KOMPAS_DATA to another folder.",
  ENOTDIR: "is not a folder. Set KOMPAS_DATA to a folder.",
  EEXIST: "is not a folder. Set KOMPAS_DATA to a folder.",
};

/** A fault of the file system met in the data folder, in plain words; any other fault stays itself. */
export function inPlainWords(folder: string, fault: unknown): unknown {
  const code = fault instanceof Error && "code" in fault ? String(fault.code) : "";
  const words = byCode[code];
  return words === undefined || fault instanceof EmbeddedError
    ? fault
    : new EmbeddedError(`The data folder ${folder} ${words}`, { cause: fault });
}
