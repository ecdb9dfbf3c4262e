// Every command there is, in the order in which the help lists them.
import type { Command } from "./command.ts";
import { check } from "./commands/check.ts";
import { demo } from "./commands/demo.ts";
import { exportCommand } from "./commands/export.ts";
import { importCommand } from "./commands/import.ts";
import { live } from "./commands/live.ts";
import { metric } from "./commands/metric.ts";
import { migrate } from "./commands/migrate.ts";
import { start } from "./commands/start.ts";

export const commands: readonly Command[] = [start, demo, importCommand, live, metric, exportCommand, check, migrate];
