// The preference page as HTML: one form that works without a script, in either theme, by keyboard and on a phone. Pure.
import type { Channel, ConsentCell, ConsentEntry, Purpose } from "#contract";
import { type Language, languageNames, languages, type Words, words } from "./preference.words.ts";

/** What the page shows. */
export interface PageContent {
  readonly language: Language;
  /** The workspace's name, or "". */
  readonly company: string;
  /** Masked. */
  readonly who: string;
  readonly purposes: readonly Purpose[];
  readonly cells: readonly ConsentCell[];
  readonly history: readonly ConsentEntry[];
  readonly allowed: (purpose: Purpose, channel: Channel) => boolean;
  readonly form: string;
  readonly notice?: "saved" | "same" | "unsubscribed" | "stale";
  readonly time_zone: string;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as it may stand in HTML and in its attributes. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? "");
}

const style = `:root{color-scheme:light dark;--bg:#f6f7f9;--card:#fff;--text:#1c2330;--dim:#5b6577;--line:#dfe3ea;--accent:#2f5fd0;--on:#fff;--good:#0b6b5b;--warn:#8a5a00}
@media(prefers-color-scheme:dark){:root{--bg:#12151b;--card:#1a1f28;--text:#e8ebf1;--dim:#a3adbd;--line:#2e3643;--accent:#8fb0ff;--on:#10141b;--good:#5fd3bd;--warn:#f0c060}}
*{box-sizing:border-box}body{margin:0;background:var(--bg);color:var(--text);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:720px;margin:0 auto;padding:24px 16px 56px}header{display:flex;flex-wrap:wrap;gap:8px 16px;justify-content:space-between;align-items:center;margin-bottom:20px}
h1{font-size:28px;line-height:1.2;margin:0 0 8px}h2{font-size:18px;margin:0}p{margin:0 0 12px}.company{font-weight:650;overflow-wrap:anywhere}.dim{color:var(--dim);font-size:14px}
nav a{display:inline-block;padding:8px;color:var(--accent)}nav [aria-current]{color:var(--text);font-weight:650;text-decoration:none}
.card{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:18px 20px;margin:0 0 14px;min-width:0}
fieldset{min-inline-size:auto}legend{float:left;width:100%;padding:0;font-size:18px;font-weight:650;overflow-wrap:anywhere}legend+*{clear:both}
.choice{display:flex;gap:12px;align-items:flex-start;min-height:44px;padding:10px 0;border-top:1px solid var(--line);cursor:pointer}.choice input{width:22px;height:22px;margin:1px 0 0;flex:none;accent-color:var(--accent)}
.choice small,.always{display:block;color:var(--dim);font-size:14px}.buttons{display:flex;flex-wrap:wrap;gap:12px;margin-top:20px}
button{font:inherit;font-weight:600;min-height:46px;padding:10px 20px;border-radius:10px;border:1px solid var(--accent);background:var(--accent);color:var(--on);cursor:pointer}button.quiet{background:transparent;color:var(--text);border-color:var(--line)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}.notice{border-left:5px solid var(--good);font-weight:600}.notice.warn{border-left-color:var(--warn)}
summary{cursor:pointer;font-weight:650;padding:8px 0}ul{list-style:none;margin:8px 0 0;padding:0}li{border-top:1px solid var(--line);padding:10px 0;overflow-wrap:anywhere}
@media(max-width:520px){.buttons button{width:100%}}`;

function shell(language: Language, title: string, company: string, body: string): string {
  const said = words[language];
  const links = languages.map((one) =>
    one === language
      ? `<a href="?lang=${one}" lang="${one}" aria-current="true">${languageNames[one]}</a>`
      : `<a href="?lang=${one}" lang="${one}" hreflang="${one}">${languageNames[one]}</a>`,
  );
  // Without a referrer the browser would not say that the form is ours; of the address itself nothing leaves.
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><meta name="referrer" content="same-origin"><title>${escaped(title)}</title><style>${style}</style></head>
<body><main><header><span class="company">${escaped(company)}</span><nav aria-label="${escaped(said.language)}">${links.join("")}</nav></header>
${body}
</main></body></html>
`;
}

const filled = (text: string, values: Readonly<Record<string, string>>) =>
  escaped(text.replace(/\{(\w+)\}/g, (_all, name: string) => values[name] ?? ""));

function dayIn(language: Language, time_zone: string): (instant: string) => string {
  const format = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: time_zone });
  return (instant) => format.format(new Date(instant));
}

function choice(content: PageContent, purpose: Purpose, channel: Channel): string {
  const said = words[content.language];
  const day = dayIn(content.language, content.time_zone);
  const cell = content.cells.find((one) => one.purpose === purpose.id && one.channel === channel);
  const notes = [
    purpose.basis === "legitimate_interest" ? escaped(said.objection) : "",
    cell ? filled(said.since, { date: day(cell.said_at) }) : "",
    cell?.state === "granted" && cell.expires_at !== null ? filled(said.until, { date: day(cell.expires_at) }) : "",
  ].filter((note) => note !== "");
  const checked = content.allowed(purpose, channel) ? " checked" : "";
  const note = notes.length === 0 ? "" : `<small>${notes.join(" · ")}</small>`;
  return `<label class="choice"><input type="checkbox" name="allow" value="${purpose.id}:${channel}"${checked}><span>${escaped(said.channels[channel])}${note}</span></label>`;
}

function card(content: PageContent, purpose: Purpose): string {
  const { language } = content;
  const head = `<legend>${escaped(purpose.names[language] || purpose.names.en || purpose.id)}</legend><p class="dim">${escaped(purpose.descriptions[language] || purpose.descriptions.en)}</p>`;
  const rows =
    purpose.basis === "contract"
      ? `<span class="always">✓ ${escaped(words[language].needed)}</span>`
      : purpose.channels.map((channel) => choice(content, purpose, channel)).join("");
  return `<fieldset class="card">${head}${rows}</fieldset>`;
}

function historyOf(content: PageContent): string {
  const said = words[content.language];
  const day = dayIn(content.language, content.time_zone);
  const names = new Map(content.purposes.map((purpose) => [purpose.id, purpose.names[content.language]]));
  const channels: Readonly<Record<string, string>> = said.channels;
  const lines = content.history
    .filter(({ purpose }) => names.has(purpose))
    .slice(0, 50)
    .map(
      (one) =>
        `<li>${escaped(names.get(one.purpose) ?? one.purpose)} · ${escaped(channels[one.channel] ?? one.channel)}: <strong>${escaped(one.granted ? said.agreed : said.refused)}</strong> <span class="dim">${escaped(day(one.said_at))}</span></li>`,
    );
  const list = lines.length === 0 ? `<p class="dim">${escaped(said.nothing_said)}</p>` : `<ul>${lines.join("")}</ul>`;
  return `<details class="card"><summary>${escaped(said.held)}</summary><p class="dim">${escaped(said.history)}</p>${list}</details>`;
}

function noticeOf(said: Words, notice: PageContent["notice"]): string {
  if (notice === undefined) return "";
  return `<p class="card notice${notice === "stale" ? " warn" : ""}" role="status">${escaped(said[notice])}</p>`;
}

/** The page with the form. */
export function preferencePage(content: PageContent): string {
  const said = words[content.language];
  const body = `<h1>${escaped(said.title)}</h1><p>${escaped(said.lead)}</p><p class="dim">${filled(said.for_whom, { who: content.who })}</p>
${noticeOf(said, content.notice)}
<form method="post" action="?lang=${content.language}"><input type="hidden" name="form" value="${escaped(content.form)}">
${content.purposes.map((purpose) => card(content, purpose)).join("\n")}
<div class="buttons"><button type="submit" name="do" value="save">${escaped(said.save)}</button><button class="quiet" type="submit" name="do" value="none" aria-describedby="all-off">${escaped(said.all_off)}</button></div>
<p class="dim" id="all-off" style="margin:10px 0 24px">${escaped(said.all_off_hint)}</p></form>
${historyOf(content)}`;
  return shell(content.language, said.title, content.company, body);
}

/** The page for a link that leads nowhere. */
export function deadLinkPage(language: Language, company: string, why: "gone" | "expired"): string {
  const said = words[language];
  const body = `<div class="card"><h1>${escaped(said.gone_title)}</h1><p>${escaped(said[why])}</p></div>`;
  return shell(language, said.gone_title, company, body);
}

/** What answers one click on "unsubscribe" in a mail program; hardly ever seen by a person. */
export function unsubscribedPage(language: Language, company: string): string {
  const said = words[language];
  return shell(
    language,
    said.one_click_title,
    company,
    `<div class="card"><h1>${escaped(said.one_click_title)}</h1></div>`,
  );
}
