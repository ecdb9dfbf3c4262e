// The environment variables as `kompas help settings` lists them.
import { settings } from "#server";

/** Every setting, what it means and what it is when not set. */
export function settingsHelp(): string {
  const rows = Object.values(settings);
  const width = Math.max(...rows.map(({ variable }) => variable.length));
  return [
    "Settings are environment variables:",
    "",
    ...rows.map(
      ({ variable, means, fallback }) =>
        `  ${variable.padEnd(width)}  ${means}${fallback === "" ? "" : ` (${fallback})`}`,
    ),
  ].join("\n");
}
