// Pages that stand by themselves: the copy of a person's data and the certificate of an erasure, for people to read.
import type { Certificate, ReportLanguage } from "#contract";
import { reportWords } from "./words.ts";

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const style = `body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1c1e26}
h1{font-size:1.6rem}h2{font-size:1.15rem;margin-top:2rem;border-bottom:1px solid #d9dbe3;padding-bottom:.3rem}
table{border-collapse:collapse;width:100%;margin:.5rem 0}td,th{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid #e6e8ef;overflow-wrap:anywhere}
th{font-weight:600;color:#4a4e5c}td.n{text-align:right;font-variant-numeric:tabular-nums}
details{border:1px solid #e1e3ea;border-radius:6px;margin:.35rem 0;padding:.3rem .7rem}summary{cursor:pointer}
code,pre{font:13px/1.45 ui-monospace,monospace;white-space:pre-wrap;overflow-wrap:anywhere}small,.m{color:#5f6373}
@media(prefers-color-scheme:dark){body{background:#15161c;color:#e6e7ec}th,small,.m{color:#a6a9b6}td,th,h2,details{border-color:#333642}}
@media print{details{break-inside:avoid}}`;

function head(language: ReportLanguage, title: string): string {
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escaped(title)}</title><style>${style}</style></head><body><h1>${escaped(title)}</h1>`;
}

const facts = (rows: readonly (readonly [name: string, value: string])[]) =>
  `<table>${rows.map(([name, value]) => `<tr><th scope="row">${escaped(name)}</th><td>${escaped(value)}</td></tr>`).join("")}</table>`;

/** The beginning of a copy. */
export function copyHead(
  language: ReportLanguage,
  about: { readonly request: number; readonly person: string; readonly made: string },
): string {
  const words = reportWords[language];
  const told = facts([
    [words.about, about.person],
    [words.request, String(about.request)],
    [words.made, about.made],
  ]);
  return `${head(language, words.copy)}<p>${escaped(words.note_copy)}</p>${told}`;
}

/** The heading of a table's rows. */
export function copySection(language: ReportLanguage, table: string): string {
  const words = reportWords[language];
  const name = Object.hasOwn(words.tables, table) ? (words.tables[table] ?? table) : table;
  return `<h2>${escaped(name)} <small>${escaped(table)}</small></h2>`;
}

function shownValue(value: unknown): string {
  if (typeof value !== "string") return escaped(JSON.stringify(value, null, 1));
  if (!/^\s*[{[]/.test(value)) return escaped(value);
  try {
    return `<pre>${escaped(JSON.stringify(JSON.parse(value), null, 1))}</pre>`;
  } catch {
    return escaped(value);
  }
}

const empty = (value: unknown) =>
  value === null || value === "" || value === 0 || value === "0" || ["[]", "{}"].includes(JSON.stringify(value));

// What a row is called when it is folded: its time, and what it is.
const titles = ["occurred_at", "received_at", "at", "created_at", "name", "kind", "value", "summary", "text", "code"];

/** One row: folded, with its time and name for a heading. Fields that say nothing are left out. */
export function copyRow(line: string): string {
  const row: unknown = JSON.parse(line);
  if (typeof row !== "object" || row === null) return "";
  const fields = Object.entries(row).filter(([, value]) => !empty(value));
  const title = titles
    .flatMap((name) => fields.filter(([field]) => field === name).map(([, value]) => String(value).slice(0, 120)))
    .join(" · ");
  const cells = fields.map(
    ([name, value]) => `<tr><th scope="row">${escaped(name)}</th><td>${shownValue(value)}</td></tr>`,
  );
  return `<details><summary>${escaped(title) || "…"}</summary><table>${cells.join("")}</table></details>`;
}

/** The end of a copy: how many rows each table had. */
export function copyEnd(language: ReportLanguage, counts: readonly (readonly [table: string, rows: number])[]): string {
  const words = reportWords[language];
  const all = counts.reduce((sum, [, rows]) => sum + rows, 0);
  const listed = counts.map(([table, rows]) => [table, `${rows} ${words.rows}`] as const);
  const said = all === 0 ? `<p>${escaped(words.nothing)}</p>` : facts(listed);
  return `<h2>${escaped(words.contents)}</h2>${said}</body></html>`;
}

/** A certificate as a page. */
export function certificatePage(language: ReportLanguage, certificate: Certificate): string {
  const words = reportWords[language];
  const marks = (list: Certificate["identifiers"]) =>
    list.map((one) => `${one.kind} ${one.fingerprint}`).join(", ") || "–";
  const { files, remains, tables } = certificate;
  const told = facts([
    [words.request, String(certificate.request)],
    [words.policy, words.policies[certificate.policy] ?? certificate.policy],
    [words.asked, certificate.asked_by],
    [words.run, certificate.run_by],
    [words.started, certificate.started_at],
    [words.ended, certificate.ended_at],
    [words.identifiers, marks(certificate.identifiers)],
    [words.shared, marks(certificate.shared)],
    [words.records, String(certificate.records)],
    [words.tombstones, String(certificate.tombstones)],
    [words.orders_kept, String(certificate.orders_kept)],
    [words.files, `${files.exports}, ${files.uploads}, ${files.logs}`],
  ]);
  const rows = tables.map(
    ({ engine, table, action, own, named, left }) =>
      `<tr><td>${escaped(engine)}</td><td>${escaped(table)}</td><td>${escaped(words.actions[action] ?? action)}</td><td class="n">${own}</td><td class="n">${named}</td><td class="n">${left}</td></tr>`,
  );
  const columns = words.columns.map((name) => `<th scope="col">${escaped(name)}</th>`).join("");
  const left = remains.map((one) => `<li>${escaped(words.remain[one] ?? one)}</li>`).join("");
  const proof = facts([
    [words.checksum, certificate.sha256],
    [words.signature, certificate.signature],
  ]);
  return `${head(language, words.certificate)}<p>${escaped(words.note_certificate)}</p>${told}<table><thead><tr>${columns}</tr></thead><tbody>${rows.join("")}</tbody></table><h2>${escaped(words.remains)}</h2><ul>${left}</ul>${proof}</body></html>`;
}
