// Where a login leads back to.

/** A path of this app out of the address; anything that could lead to another site leads to the first page. */
export function safeBack(text: string | undefined): string {
  if (text === undefined || !/^\/(?![/\\])/.test(text)) return "/";
  return /^\/(login|set-up|join)\b/.test(text) ? "/" : text;
}
