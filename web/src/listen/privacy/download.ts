// Files that are asked for by a POST, so that the audit log tells who took them away.
import { apiBlob } from "../../ui/api.ts";

/** Asks for a file and hands it to the browser to be saved. */
export async function saveFile(path: string, body: object, name: string): Promise<void> {
  const url = URL.createObjectURL(await apiBlob(path, body));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
