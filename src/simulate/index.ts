// The door of simulate: an invented company whose truth is known, written as files that the product imports. Models stand
// in docs/simulation.md, their parameters in company.ts.
export type { CompanySize } from "./company.ts";
export { defaultCompany } from "./company.ts";
export { liveCalls } from "./live.ts";
export { companySources } from "./source.ts";
export type { Written } from "./write.ts";
export { writeCompany } from "./write.ts";
