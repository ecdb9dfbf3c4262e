// Words of the copy and of the certificate, in the languages in which people may ask for them.
import type { ReportLanguage } from "#contract";

export interface ReportWords {
  readonly copy: string;
  readonly certificate: string;
  readonly made: string;
  readonly request: string;
  readonly about: string;
  readonly rows: string;
  readonly nothing: string;
  readonly contents: string;
  readonly note_copy: string;
  readonly note_certificate: string;
  readonly policy: string;
  readonly policies: Readonly<Record<string, string>>;
  readonly asked: string;
  readonly run: string;
  readonly started: string;
  readonly ended: string;
  readonly identifiers: string;
  readonly shared: string;
  readonly records: string;
  readonly tombstones: string;
  readonly orders_kept: string;
  readonly files: string;
  readonly remains: string;
  readonly remain: Readonly<Record<string, string>>;
  readonly columns: readonly [string, string, string, string, string, string];
  readonly actions: Readonly<Record<string, string>>;
  readonly checksum: string;
  readonly signature: string;
  /** Names of tables that a person can make something of; others go by their own. */
  readonly tables: Readonly<Record<string, string>>;
}

const en: ReportWords = {
  copy: "A copy of your data",
  certificate: "Certificate of erasure",
  made: "Made",
  request: "Request",
  about: "About",
  rows: "entries",
  nothing: "Nothing is held.",
  contents: "What is held",
  note_copy:
    "Everything that Kompas holds about this person (articles 15 and 20 of the GDPR). The JSON file has the same in a form for programs.",
  note_certificate:
    "What was done, table by table. The certificate names nobody: identifiers stand in it as keyed fingerprints alone.",
  policy: "Policy",
  policies: { anonymize: "Orders stay as nobody's, all else is deleted", delete: "Everything is deleted" },
  asked: "Recorded by",
  run: "Run by",
  started: "Begun",
  ended: "Ended",
  identifiers: "Identifiers erased (fingerprints)",
  shared: "Identifiers that another person has too, and that stay theirs",
  records: "Records of the person that were joined",
  tombstones: "Tombstones set, so that nothing brings the person back",
  orders_kept: "Orders kept as nobody's",
  files: "Files: copies removed, uploads removed, logs blanked",
  remains: "What this does not reach at once",
  remain: {
    backups: "Backups made before: they go when their own time is over",
    postgres_wal: "PostgreSQL's write-ahead log, until its segments are overwritten",
    clickhouse_old_parts: "ClickHouse's replaced files that a reader still held, for eight minutes at most",
    postgres_catalog: "PostgreSQL's statistics of columns, which only the owner of the server may clean",
  },
  columns: ["Engine", "Table", "What was done", "Rows of the person", "Rows that named them", "Left"],
  actions: { delete: "deleted", anonymize: "orders anonymized, the rest deleted", redact: "identifiers blanked" },
  checksum: "SHA-256",
  signature: "Signature (HMAC-SHA-256 with the workspace's key)",
  tables: {
    event_log: "What happened",
    identifier_log: "Identifiers",
    trait_log: "Traits and who told them",
    consent_log: "Consents",
    consent_day: "Consents by day",
    note: "Notes",
    customer_manager: "Who looked after you",
    dead_letter: "What could not be taken",
    audit: "Changes that colleagues made",
    block: "Block list",
    match_pair: "Records that may be the same person",
    match_answer: "What reviewers said of them",
    identity_decision: "Decisions about records",
    enrich_answer: "Answers of other services",
    account_member_log: "Companies and households",
    rights_request: "Requests",
    clean_value: "Cleaned values",
    alias: "Records joined",
  },
};

const ru: ReportWords = {
  copy: "Копия ваших данных",
  certificate: "Акт об удалении данных",
  made: "Составлено",
  request: "Запрос",
  about: "О ком",
  rows: "записей",
  nothing: "Ничего не хранится.",
  contents: "Что хранится",
  note_copy:
    "Всё, что Kompas хранит об этом человеке (статьи 15 и 20 GDPR). В файле JSON то же самое в виде, удобном для программ.",
  note_certificate:
    "Что сделано, таблица за таблицей. Акт никого не называет: вместо идентификаторов в нём только ключевые отпечатки.",
  policy: "Правило",
  policies: { anonymize: "Заказы остаются обезличенными, всё прочее удалено", delete: "Удалено всё" },
  asked: "Записал",
  run: "Выполнил",
  started: "Начато",
  ended: "Окончено",
  identifiers: "Удалённые идентификаторы (отпечатки)",
  shared: "Идентификаторы, которые есть и у другого человека и остаются за ним",
  records: "Объединённых записей о человеке",
  tombstones: "Поставлено меток, чтобы данные не вернулись",
  orders_kept: "Заказов оставлено обезличенными",
  files: "Файлы: удалено копий, удалено загрузок, очищено журналов",
  remains: "До чего это доходит не сразу",
  remain: {
    backups: "Резервные копии, сделанные раньше: они исчезнут, когда выйдет их срок",
    postgres_wal: "Журнал упреждающей записи PostgreSQL, пока его сегменты не будут перезаписаны",
    clickhouse_old_parts: "Заменённые файлы ClickHouse, которые кто-то ещё читал: не дольше восьми минут",
    postgres_catalog: "Статистика столбцов PostgreSQL, очистить которую может только владелец сервера",
  },
  columns: ["Хранилище", "Таблица", "Что сделано", "Строк человека", "Строк, где он назван", "Осталось"],
  actions: { delete: "удалено", anonymize: "заказы обезличены, остальное удалено", redact: "идентификаторы вымараны" },
  checksum: "SHA-256",
  signature: "Подпись (HMAC-SHA-256 ключом рабочего пространства)",
  tables: {
    event_log: "Что происходило",
    identifier_log: "Идентификаторы",
    trait_log: "Признаки и откуда они известны",
    consent_log: "Согласия",
    consent_day: "Согласия по дням",
    note: "Заметки",
    customer_manager: "Кто вас вёл",
    dead_letter: "Что не удалось принять",
    audit: "Изменения, сделанные сотрудниками",
    block: "Список блокировок",
    match_pair: "Записи, которые могут быть об одном человеке",
    match_answer: "Что о них сказали проверяющие",
    identity_decision: "Решения о записях",
    enrich_answer: "Ответы других служб",
    account_member_log: "Компании и домохозяйства",
    rights_request: "Запросы",
    clean_value: "Очищенные значения",
    alias: "Объединённые записи",
  },
};

const pl: ReportWords = {
  copy: "Kopia Twoich danych",
  certificate: "Zaświadczenie o usunięciu danych",
  made: "Sporządzono",
  request: "Wniosek",
  about: "Kogo dotyczy",
  rows: "wpisów",
  nothing: "Niczego nie przechowujemy.",
  contents: "Co przechowujemy",
  note_copy:
    "Wszystko, co Kompas przechowuje o tej osobie (art. 15 i 20 RODO). Plik JSON zawiera to samo w postaci dla programów.",
  note_certificate:
    "Co zrobiono, tabela po tabeli. Zaświadczenie nikogo nie wymienia: zamiast identyfikatorów są w nim tylko odciski z kluczem.",
  policy: "Zasada",
  policies: { anonymize: "Zamówienia pozostają jako niczyje, reszta usunięta", delete: "Usunięto wszystko" },
  asked: "Zapisał(a)",
  run: "Wykonał(a)",
  started: "Rozpoczęto",
  ended: "Zakończono",
  identifiers: "Usunięte identyfikatory (odciski)",
  shared: "Identyfikatory, które ma także inna osoba i które przy niej pozostają",
  records: "Połączonych zapisów o osobie",
  tombstones: "Ustawionych znaczników, by dane nie wróciły",
  orders_kept: "Zamówień pozostawionych jako niczyje",
  files: "Pliki: usunięte kopie, usunięte przesłane pliki, wyczyszczone dzienniki",
  remains: "Do czego to nie sięga od razu",
  remain: {
    backups: "Kopie zapasowe zrobione wcześniej: znikną, gdy minie ich czas",
    postgres_wal: "Dziennik WAL PostgreSQL, dopóki jego segmenty nie zostaną nadpisane",
    clickhouse_old_parts: "Zastąpione pliki ClickHouse, które ktoś jeszcze czytał: najwyżej osiem minut",
    postgres_catalog: "Statystyki kolumn PostgreSQL, które może wyczyścić tylko właściciel serwera",
  },
  columns: ["Silnik", "Tabela", "Co zrobiono", "Wiersze osoby", "Wiersze, które ją wymieniały", "Zostało"],
  actions: {
    delete: "usunięto",
    anonymize: "zamówienia zanonimizowano, resztę usunięto",
    redact: "identyfikatory wymazano",
  },
  checksum: "SHA-256",
  signature: "Podpis (HMAC-SHA-256 kluczem przestrzeni roboczej)",
  tables: {
    event_log: "Co się działo",
    identifier_log: "Identyfikatory",
    trait_log: "Cechy i skąd są znane",
    consent_log: "Zgody",
    consent_day: "Zgody według dni",
    note: "Notatki",
    customer_manager: "Kto się Tobą opiekował",
    dead_letter: "Czego nie udało się przyjąć",
    audit: "Zmiany dokonane przez pracowników",
    block: "Lista blokad",
    match_pair: "Zapisy, które mogą dotyczyć jednej osoby",
    match_answer: "Co powiedzieli o nich recenzenci",
    identity_decision: "Decyzje o zapisach",
    enrich_answer: "Odpowiedzi innych usług",
    account_member_log: "Firmy i gospodarstwa domowe",
    rights_request: "Wnioski",
    clean_value: "Oczyszczone wartości",
    alias: "Połączone zapisy",
  },
};

export const reportWords: Readonly<Record<ReportLanguage, ReportWords>> = { en, ru, pl };
