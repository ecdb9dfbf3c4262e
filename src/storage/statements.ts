// Splits a file of SQL into its statements.

// A comment, a quoted text or name (with doubled or escaped quotes inside), or the end of a statement.
const token = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.|"")*"|`[^`]*`|;/g;

/** The statements of a text without their comments and semicolons; semicolons in quotes split nothing. */
export function splitStatements(text: string): string[] {
  let current = "";
  let last = 0;
  const statements: string[] = [];
  for (const match of text.matchAll(token)) {
    current += text.slice(last, match.index);
    last = match.index + match[0].length;
    if (match[0] === ";") {
      statements.push(current);
      current = "";
    } else if (!match[0].startsWith("--") && !match[0].startsWith("/*")) current += match[0];
  }
  statements.push(current + text.slice(last));
  return statements.map((statement) => statement.trim()).filter((statement) => statement !== "");
}
