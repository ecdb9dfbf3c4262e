// Every command there is, in the order in which the help lists them.
import type { Command } from "./command.ts";
import { accounts } from "./commands/accounts.ts";
import { apply } from "./commands/apply.ts";
import { check } from "./commands/check.ts";
import { consent } from "./commands/consent.ts";
import { dashboards } from "./commands/dashboards.ts";
import { deadLetters } from "./commands/dead-letters.ts";
import { demo } from "./commands/demo.ts";
import { exportCommand } from "./commands/export.ts";
import { identity } from "./commands/identity.ts";
import { importCommand } from "./commands/import.ts";
import { live } from "./commands/live.ts";
import { match } from "./commands/match.ts";
import { metric } from "./commands/metric.ts";
import { migrate } from "./commands/migrate.ts";
import { eraseCommand, exportPersonCommand } from "./commands/person.ts";
import { plan } from "./commands/plan.ts";
import { quality } from "./commands/quality.ts";
import { segment } from "./commands/segment.ts";
import { source } from "./commands/source.ts";
import { start } from "./commands/start.ts";
import { surveys } from "./commands/surveys.ts";
import { alerts, targets } from "./commands/targets.ts";
import { template } from "./commands/template.ts";

export const commands: readonly Command[] = [
  start,
  demo,
  importCommand,
  template,
  source,
  surveys,
  live,
  metric,
  targets,
  dashboards,
  alerts,
  match,
  identity,
  consent,
  accounts,
  segment,
  exportCommand,
  apply,
  exportPersonCommand,
  eraseCommand,
  plan,
  deadLetters,
  quality,
  check,
  migrate,
];
