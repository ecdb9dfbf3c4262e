// What the e-mails of dashboards say besides names and numbers, by language.
import type { DigestLanguage, TargetStatus } from "#contract";

interface Words {
  readonly locale: string;
  readonly before: (value: string) => string;
  readonly customers: string;
  readonly targets: string;
  readonly status: Readonly<Record<TargetStatus | "unknown", string>>;
  readonly so_far: (actual: string, target: string) => string;
  readonly by: (metric: string, dimension: string) => string;
  readonly none: string;
  readonly others: string;
  readonly points: string;
  readonly missing: string;
  readonly not_shown: string;
  readonly open: string;
  readonly why: (name: string) => string;
  readonly stop: string;
}

export const words: Readonly<Record<DigestLanguage, Words>> = {
  en: {
    locale: "en-GB",
    before: (value) => `${value} before`,
    customers: "customers",
    targets: "Targets",
    status: { on_track: "on track", at_risk: "at risk", off: "off", unknown: "not known yet" },
    so_far: (actual, target) => `${actual} of ${target}`,
    by: (metric, dimension) => `${metric} by ${dimension}`,
    none: "Not given",
    others: "All others",
    points: "pp",
    missing: "—",
    not_shown: "Not for this e-mail: it would show personal data, or is no more.",
    open: "Open the dashboard",
    why: (name) => `You get this because somebody put your address on the e-mails of the dashboard “${name}”.`,
    stop: "Stop these e-mails",
  },
  ru: {
    locale: "ru",
    before: (value) => `до этого ${value}`,
    customers: "клиентов",
    targets: "Цели",
    status: { on_track: "идёт по плану", at_risk: "под угрозой", off: "не выполняется", unknown: "пока неизвестно" },
    so_far: (actual, target) => `${actual} из ${target}`,
    by: (metric, dimension) => `${metric}, разбивка: ${dimension}`,
    none: "Не указано",
    others: "Все остальные",
    points: "п. п.",
    missing: "—",
    not_shown: "Не для письма: здесь были бы персональные данные, или этого больше нет.",
    open: "Открыть дашборд",
    why: (name) => `Вы получили это письмо, потому что ваш адрес добавили в рассылку дашборда «${name}».`,
    stop: "Больше не присылать",
  },
  pl: {
    locale: "pl",
    before: (value) => `wcześniej ${value}`,
    customers: "klientów",
    targets: "Cele",
    status: { on_track: "zgodnie z planem", at_risk: "zagrożony", off: "nieosiągany", unknown: "jeszcze nieznane" },
    so_far: (actual, target) => `${actual} z ${target}`,
    by: (metric, dimension) => `${metric}, podział: ${dimension}`,
    none: "Nie podano",
    others: "Wszystkie pozostałe",
    points: "p.p.",
    missing: "—",
    not_shown: "Nie do e-maila: byłyby tu dane osobowe albo tego już nie ma.",
    open: "Otwórz pulpit",
    why: (name) => `Dostajesz to, bo ktoś dodał Twój adres do e-maili pulpitu „${name}”.`,
    stop: "Nie przysyłaj więcej",
  },
};
