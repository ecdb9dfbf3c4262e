// All templates, in the order in which they are offered. A new one is a file of its own and a line here.
import { ProblemError, type Template } from "#contract";
import { b2bSales } from "./b2b-sales.ts";
import { bankBranches } from "./bank-branches.ts";
import { onlineShop } from "./online-shop.ts";

export const templates: readonly Template[] = [onlineShop, bankBranches, b2bSales];

/** @throws {ProblemError} 404 no_such_template */
export function templateOf(id: string): Template {
  const found = templates.find((template) => template.id === id);
  if (found) return found;
  const known = templates.map((template) => template.id).join(", ");
  throw new ProblemError(404, "no_such_template", `There is no template ${id}; there are ${known}`);
}
