// The API's description: /openapi.json for programs and /docs for people, one page of plain HTML that works offline.
import type { FastifyInstance } from "fastify";

function member(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}

function text(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

function escapeHtml(raw: string): string {
  return raw.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}

function entries(value: unknown): [string, unknown][] {
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}

/** A schema in one line of words: "day | week", "object", "array of object". */
function typeOf(schema: unknown): string {
  const branches = member(schema, "anyOf");
  if (Array.isArray(branches)) return branches.map(typeOf).join(" | ");
  const constant = member(schema, "const");
  if (constant !== undefined) return JSON.stringify(constant);
  // The generator writes a single allowed value as a list of one.
  const choices = member(schema, "enum");
  if (Array.isArray(choices)) return choices.map((choice) => JSON.stringify(choice)).join(" | ");
  const type = text(member(schema, "type")) || "any";
  return type === "array" ? `array of ${typeOf(member(schema, "items"))}` : type;
}

/** The fields of an object schema, those of objects inside it below them. */
function fields(schema: unknown, depth: number): string {
  const properties = entries(member(schema, "properties"));
  if (properties.length === 0 || depth > 6) return "";
  const required = member(schema, "required");
  const items = properties.map(([name, field]) => {
    const optional = Array.isArray(required) && required.includes(name) ? "" : ' <i class="soft">optional</i>';
    const description = escapeHtml(text(member(field, "description")));
    return `<li><code>${escapeHtml(name)}</code> <span class="soft">${escapeHtml(typeOf(field))}</span>${optional} ${description}${inner(field, depth)}</li>`;
  });
  return `<ul>${items.join("")}</ul>`;
}

function inner(schema: unknown, depth: number): string {
  const branches = member(schema, "anyOf");
  const parts: unknown[] = Array.isArray(branches) ? branches : [schema, member(schema, "items")];
  return parts.map((part) => fields(part, depth + 1)).join("");
}

function contents(holder: unknown): string {
  return entries(member(holder, "content"))
    .map(([type, content]) => {
      const schema = member(content, "schema");
      return `<p><code>${escapeHtml(type)}</code> ${escapeHtml(typeOf(schema))}</p>${inner(schema, 0)}`;
    })
    .join("");
}

function parameters(operation: unknown): string {
  const list = member(operation, "parameters");
  if (!Array.isArray(list) || list.length === 0) return "";
  const items = list.map((parameter: unknown) => {
    const schema = member(parameter, "schema");
    const description = text(member(parameter, "description")) || text(member(schema, "description"));
    const optional = member(parameter, "required") === true ? "" : ' <i class="soft">optional</i>';
    return `<li><code>${escapeHtml(text(member(parameter, "name")))}</code> <span class="soft">${escapeHtml(typeOf(schema))}, in ${escapeHtml(text(member(parameter, "in")))}</span>${optional} ${escapeHtml(description)}</li>`;
  });
  return `<h4>Takes</h4><ul>${items.join("")}</ul>`;
}

function operation(path: string, method: string, value: unknown): string {
  const body = member(value, "requestBody");
  const answers = entries(member(value, "responses"))
    .filter(([status]) => !status.endsWith("XX"))
    .map(([status, answer]) => `<h4>Answers ${escapeHtml(status)}</h4>${contents(answer)}`);
  return `<details id="${escapeHtml(`${method} ${path}`)}"><summary><b>${escapeHtml(method.toUpperCase())}</b> <code>${escapeHtml(path)}</code> ${escapeHtml(text(member(value, "summary")))}</summary>
<p class="soft">${escapeHtml(text(member(value, "description")))}</p>${parameters(value)}${body === undefined ? "" : `<h4>Body</h4>${contents(body)}`}${answers.join("")}</details>`;
}

const style = `:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:56rem;padding:0 1rem}
summary{cursor:pointer;padding:.5rem 0}summary b{display:inline-block;min-width:4.5rem}details{border-bottom:1px solid #8884}
h2{margin:2rem 0 .5rem;text-transform:capitalize}h4{margin:.75rem 0 .25rem}ul{margin:.25rem 0;padding-left:1.25rem}code{font-size:.9em}.soft{opacity:.75}`;

/** Operations by their tag, in the order in which the document has them. */
function chapters(document: unknown): Map<string, string[]> {
  const byTag = new Map<string, string[]>();
  for (const [path, methods] of entries(member(document, "paths"))) {
    for (const [method, value] of entries(methods)) {
      const tags = member(value, "tags");
      const tag = Array.isArray(tags) ? String(tags[0]) : "other";
      byTag.set(tag, [...(byTag.get(tag) ?? []), operation(path, method, value)]);
    }
  }
  return byTag;
}

/** The reference page out of an OpenAPI document. */
export function referencePage(document: unknown): string {
  const info = member(document, "info");
  const operations = [...chapters(document)].map(([tag, parts]) => `<h2>${escapeHtml(tag)}</h2>\n${parts.join("\n")}`);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Kompas API</title><style>${style}</style></head><body><main><h1>Kompas API ${escapeHtml(text(member(info, "version")))}</h1>
<p>${escapeHtml(text(member(info, "description")))} The same for programs: <a href="/openapi.json">/openapi.json</a>.</p>
${operations.join("\n")}</main></body></html>`;
}

/** Mounts both; the page is made once, when it is first asked for. */
export function mountReference(app: FastifyInstance): void {
  let page: string | undefined;
  app.get("/openapi.json", { config: { access: "public" }, schema: { hide: true } }, async () => app.swagger());
  app.get("/docs", { config: { access: "public" }, schema: { hide: true } }, async (_request, reply) => {
    page ??= referencePage(app.swagger());
    return reply.type("text/html; charset=utf-8").send(page);
  });
}
