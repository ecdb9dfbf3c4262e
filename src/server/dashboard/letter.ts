// A dashboard's numbers as an e-mail: the same lines as plain text and as simple HTML.
import type {
  DashboardAnswers,
  DashboardPreview,
  DigestLanguage,
  MetricAnswer,
  TargetShown,
  Widget,
  WidgetAnswer,
} from "#contract";
import { amount } from "../notice/text.ts";
import { metricNames } from "./metric-names.ts";
import { words } from "./words.ts";

/** A line of a table: what, how much, and what is said of it. */
interface Line {
  readonly name: string;
  readonly value: string;
  readonly note: string;
}

/** A part of the e-mail: a table, or paragraphs. */
interface Part {
  readonly title: string;
  readonly lines: readonly Line[];
  readonly text: string;
}

/** What an e-mail is made of. */
export interface LetterContent {
  readonly dashboard: DashboardPreview & { readonly name: string };
  readonly answers: DashboardAnswers;
  readonly language: DigestLanguage;
  /** Where the dashboard is opened. */
  readonly url: string;
  /** Where the recipient stops the e-mails; none in a trial. */
  readonly stop_url?: string | undefined;
}

type Measure = Pick<MetricAnswer, "unit" | "currency">;

function writer(language: DigestLanguage) {
  const say = words[language];
  return {
    say,
    /** A metric that people defined is called as they call it. */
    name: (id: string, english: string) => (language === "en" ? english : (metricNames[language][id] ?? english)),
    value: (value: number | null, of: Measure) => amount(value, of, say.locale, say.missing),
    percent: (part: number) =>
      new Intl.NumberFormat(say.locale, {
        style: "percent",
        signDisplay: "exceptZero",
        minimumFractionDigits: 1,
        maximumFractionDigits: 1,
      }).format(part),
    signed: (value: number) =>
      new Intl.NumberFormat(say.locale, { signDisplay: "exceptZero", maximumFractionDigits: 1 }).format(value),
    day: (day: string) =>
      new Intl.DateTimeFormat(say.locale, { dateStyle: "medium", timeZone: "UTC" }).format(
        new Date(`${day}T00:00:00Z`),
      ),
  };
}

type Writer = ReturnType<typeof writer>;

/** "+4.2 % · €2,345 before", as the page says it; nothing where the period before does not lie within the data. */
function changeOf(answer: MetricAnswer, first_day: string | null, write: Writer): string {
  const { total, comparison, unit } = answer;
  const before = comparison?.total.value ?? null;
  if (comparison === null || before === null || total.value === null) return "";
  if (first_day === null || comparison.from < first_day) return "";
  const difference = total.value - before;
  const change =
    unit === "share"
      ? `${write.signed(difference * 100)} ${write.say.points}`
      : unit === "score"
        ? write.signed(difference)
        : before === 0
          ? ""
          : write.percent(difference / Math.abs(before));
  return [change, write.say.before(write.value(before, answer))].filter((text) => text !== "").join(" · ");
}

function interval({ total, ...answer }: MetricAnswer, write: Writer): string {
  if (total.low === null || total.high === null) return "";
  return ` (${write.value(total.low, answer)} … ${write.value(total.high, answer)})`;
}

const statusOf = ({ status }: Pick<TargetShown, "status">, { say }: Writer) => say.status[status ?? "unknown"];

/** Groups of a breakdown that are told. */
const groups_most = 8;

function partOf(widget: Widget, answer: WidgetAnswer | undefined, first_day: string | null, write: Writer): Part {
  const { say, value } = write;
  const titled = (name: string) => (widget.title === "" ? name : widget.title);
  if (widget.kind === "text") return { title: widget.title, lines: [], text: widget.text.replace(/^#+\s*/gm, "") };
  switch (answer?.kind) {
    case "number":
    case "trend": {
      const statuses = answer.kind === "number" ? answer.targets.map((target) => statusOf(target, write)) : [];
      const note = [changeOf(answer.answer, first_day, write), ...statuses].filter((text) => text !== "").join(" · ");
      const shown = `${value(answer.answer.total.value, answer.answer)}${interval(answer.answer, write)}`;
      return {
        title: "",
        lines: [{ name: titled(write.name(answer.answer.id, answer.name)), value: shown, note }],
        text: "",
      };
    }
    case "segment": {
      const [first, last] = [answer.days.at(0)?.customers ?? 0, answer.days.at(-1)?.customers ?? 0];
      const size = new Intl.NumberFormat(say.locale).format(last);
      return {
        title: "",
        lines: [{ name: titled(answer.name), value: `${size} ${say.customers}`, note: write.signed(last - first) }],
        text: "",
      };
    }
    case "breakdown": {
      const by = widget.kind === "breakdown" ? widget.by.replace(/^[a-z]+:/, "") : "";
      const nameOf = (key: string) => (key === "" ? say.none : key === "…other" ? say.others : key);
      const lines = answer.answer.groups.slice(0, groups_most).map(({ key, total }) => ({
        name: nameOf(key),
        value: value(total.value, answer.answer),
        note: "",
      }));
      return { title: titled(say.by(write.name(answer.answer.id, answer.name), by)), lines, text: "" };
    }
    case "targets": {
      const lines = answer.rows.map(({ name, target }) => ({
        name: write.name(target.metric, name),
        value: say.so_far(value(target.outlook.actual.value, target.outlook), value(target.value, target.outlook)),
        note: statusOf(target, write),
      }));
      return { title: titled(say.targets), lines, text: "" };
    }
    default:
      return { title: widget.title, lines: [], text: say.not_shown };
  }
}

/** The parts in order; numbers that follow each other stand in one table. */
function partsOf({ dashboard, answers, language }: LetterContent): Part[] {
  const write = writer(language);
  const parts: Part[] = [];
  for (const widget of dashboard.widgets) {
    const answer = answers.answers.find(({ id }) => id === widget.id);
    const part = partOf(widget, answer, answers.first_day, write);
    const last = parts.at(-1);
    if (last !== undefined && last.title === "" && part.title === "" && last.text === "" && part.text === "") {
      const news = part.lines.filter(({ name }) => last.lines.every((line) => line.name !== name));
      parts.splice(-1, 1, { ...last, lines: [...last.lines, ...news] });
    } else parts.push(part);
  }
  return parts;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

const cell = "padding:7px 8px;border-top:1px solid #dfe3e9;vertical-align:top";

function htmlOf({ title, lines, text }: Part): string {
  const rows = lines.map(
    ({ name, value, note }) =>
      `<tr><td style="${cell}">${escaped(name)}</td><td style="${cell};text-align:right"><b>${escaped(value)}</b>${
        note === "" ? "" : `<br><span style="color:#566072;font-size:12px">${escaped(note)}</span>`
      }</td></tr>`,
  );
  return [
    title === "" ? "" : `<h2 style="font-size:15px;margin:22px 0 6px">${escaped(title)}</h2>`,
    rows.length === 0
      ? ""
      : `<table role="presentation" style="width:100%;border-collapse:collapse;margin-top:${title === "" ? 22 : 0}px">${rows.join("")}</table>`,
    text === "" ? "" : `<p style="white-space:pre-line;margin:10px 0">${escaped(text)}</p>`,
  ].join("");
}

function textOf({ title, lines, text }: Part): string[] {
  const rows = lines.map(({ name, value, note }) => `${name}: ${value}${note === "" ? "" : ` — ${note}`}`);
  return ["", ...(title === "" ? [] : [title]), ...rows, ...(text === "" ? [] : [text])];
}

/** Subject, text and HTML of a dashboard's e-mail. */
export function letterOf(content: LetterContent): { subject: string; text: string; html: string } {
  const { dashboard, answers, language, url, stop_url } = content;
  const { say, day } = writer(language);
  const period = `${day(answers.period.from)} – ${day(answers.period.to)}`;
  const parts = partsOf(content);
  const stop = stop_url === undefined ? [] : [say.why(dashboard.name), `${say.stop}: ${stop_url}`];
  const text = [dashboard.name, period, ...parts.flatMap(textOf), "", `${say.open}: ${url}`, "", ...stop].join("\n");
  const foot =
    stop_url === undefined
      ? ""
      : `<p style="color:#566072;font-size:12px;margin-top:28px">${escaped(say.why(dashboard.name))} <a href="${escaped(stop_url)}" style="color:#566072">${escaped(say.stop)}</a></p>`;
  const html = `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>${escaped(dashboard.name)}</title><body style="margin:0;background:#f5f7f9;color:#1a202c;font:14px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif"><div style="max-width:600px;margin:0 auto;padding:24px 20px;background:#ffffff"><h1 style="font-size:20px;margin:0">${escaped(dashboard.name)}</h1><p style="color:#566072;margin:2px 0 14px">${escaped(period)}</p>${parts.map(htmlOf).join("")}<p style="margin-top:24px"><a href="${escaped(url)}" style="color:#2f5fd0">${escaped(say.open)}</a></p>${foot}</div></body></html>`;
  return { subject: `${dashboard.name}: ${period}`, text, html };
}
