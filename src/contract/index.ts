// The words that cross a border. Imports nothing of ours.
export * from "./block.ts";
export * from "./class.ts";
export * from "./cohort.ts";
export * from "./customer.ts";
export * from "./dead-letter.ts";
export * from "./import.ts";
export * from "./live.ts";
export * from "./metric.ts";
export * from "./plan.ts";
export * from "./review.ts";
export * from "./route.ts";
export * from "./schema.ts";
export * from "./source.ts";
export * from "./tables.ts";
export * from "./user.ts";
export * from "./webhook.ts";
export * from "./workspace.ts";
