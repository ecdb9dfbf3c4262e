// The template of a bank's branches: queues and counters, requests and decisions, the app, calls and complaints.
import type { Template } from "#contract";
import { bankEvents } from "./bank-branches.events.ts";
import { identifier, metric, purpose, says, source, trait } from "./build.ts";
import { bankSegments } from "./segments.ts";
import { bankSurveys } from "./surveys.ts";

export const bankBranches: Template = {
  id: "bank_branches",
  names: says("Bank branches", "Сеть отделений банка", "Sieć oddziałów banku"),
  descriptions: says(
    "A bank with branches, an app and a call center: how long people wait, what they ask for, how it is decided, and where they leave.",
    "Банк с отделениями, приложением и колл-центром: сколько ждут клиенты, о чём просят, как решают и где их теряют.",
    "Bank z oddziałami, aplikacją i infolinią: jak długo czekają klienci, o co proszą, jak zapada decyzja i gdzie odchodzą.",
  ),
  sources: [
    source(
      "branches",
      "shop",
      says("Branches", "Отделения", "Oddziały"),
      says("The queue system and the counters", "Электронная очередь и окна", "System kolejkowy i okienka"),
    ),
    source(
      "core-banking",
      "server",
      says("Core banking", "Основная система банка", "System centralny"),
      says(
        "Accounts, requests, decisions and fees",
        "Счета, заявки, решения и комиссии",
        "Rachunki, wnioski, decyzje i opłaty",
      ),
    ),
    source(
      "bank-app",
      "app",
      says("Mobile bank", "Мобильный банк", "Bankowość mobilna"),
      says("The app on phones", "Приложение на телефонах", "Aplikacja na telefonach"),
    ),
    source(
      "call-center",
      "call_center",
      says("Call center", "Колл-центр", "Infolinia"),
      says("Calls and complaints", "Звонки и жалобы", "Rozmowy i reklamacje"),
    ),
    source(
      "feedback",
      "other",
      says("Feedback", "Обратная связь", "Opinie"),
      says("Surveys after a visit or a call", "Опросы после визита или звонка", "Ankiety po wizycie lub rozmowie"),
    ),
  ],
  events: bankEvents,
  purposes: [
    purpose(
      "product_offers",
      "consent",
      ["email", "sms", "phone", "push"],
      says("Offers of bank products", "Предложения банковских продуктов", "Oferty produktów bankowych"),
      says(
        "We tell you about loans, cards and savings that fit you.",
        "Мы рассказываем о подходящих вам кредитах, картах и вкладах.",
        "Informujemy o kredytach, kartach i oszczędnościach dobranych do Ciebie.",
      ),
    ),
    purpose(
      "call_recording",
      "consent",
      ["phone"],
      says("Recording of calls", "Запись разговоров", "Nagrywanie rozmów"),
      says(
        "We record calls to train our people and to prove what was agreed.",
        "Мы записываем разговоры для обучения и подтверждения договорённостей.",
        "Nagrywamy rozmowy, by szkolić pracowników i potwierdzać ustalenia.",
      ),
    ),
    purpose(
      "open_banking",
      "consent",
      ["web"],
      says("Accounts at other banks", "Счета в других банках", "Rachunki w innych bankach"),
      says(
        "With your consent we read your accounts at other banks to decide faster.",
        "С вашего согласия мы читаем данные счетов в других банках, чтобы решать быстрее.",
        "Za Twoją zgodą odczytujemy rachunki w innych bankach, by szybciej decydować.",
      ),
    ),
    purpose(
      "quality_surveys",
      "legitimate_interest",
      ["email", "sms", "phone"],
      says("Questions about our service", "Вопросы о качестве обслуживания", "Pytania o jakość obsługi"),
      says(
        "After a visit or a call we may ask how it was.",
        "После визита или звонка мы можем спросить, как всё прошло.",
        "Po wizycie lub rozmowie możemy zapytać, jak było.",
      ),
    ),
  ],
  identifiers: [
    identifier(
      "client_number",
      { cleaning: "exact", merges: true },
      1,
      says(
        "One person has one number in the core system",
        "У человека один номер в системе банка",
        "Jedna osoba ma jeden numer w systemie banku",
      ),
    ),
    identifier(
      "account_number",
      { cleaning: "exact", merges: false },
      null,
      says(
        "A joint account has two holders: it is found by, and makes nobody one person",
        "У общего счёта два владельца: по нему ищут, но людей он не объединяет",
        "Wspólne konto ma dwóch właścicieli: służy do szukania i nikogo nie łączy",
      ),
    ),
  ],
  traits: [
    trait(
      "phone",
      "source",
      ["core-banking", "call-center"],
      says(
        "The number that was verified with a document counts most",
        "Важнее всего номер, подтверждённый документом",
        "Najważniejszy jest numer potwierdzony dokumentem",
      ),
    ),
    trait(
      "address",
      "source",
      ["core-banking"],
      says(
        "Letters of the bank go to the address of the contract",
        "Письма банка идут по адресу из договора",
        "Pisma banku idą na adres z umowy",
      ),
    ),
  ],
  settings: [],
  segments: [...bankSegments],
  surveys: [...bankSurveys],
  metrics: [
    metric(
      "customers_active",
      says(
        "Clients who brought income in the period",
        "Клиенты, принёсшие доход за период",
        "Klienci, którzy dali przychód w okresie",
      ),
    ),
    metric(
      "customers_new",
      says(
        "Clients whose first income lies in the period",
        "Клиенты, чей первый доход пришёлся на период",
        "Klienci, których pierwszy przychód przypada na okres",
      ),
    ),
    metric(
      "customers_returning",
      says("The base that carries a bank", "База, на которой держится банк", "Baza, na której stoi bank"),
    ),
    metric(
      "csat",
      says("How a visit or a call was", "Как прошёл визит или звонок", "Jak przebiegła wizyta lub rozmowa"),
    ),
    metric(
      "ces",
      says("How easy the bank makes it", "Насколько легко иметь дело с банком", "Jak łatwo załatwić sprawę w banku"),
    ),
    metric(
      "revenue_net",
      says(
        "Income less the fees that were given back",
        "Доход за вычетом возвращённых комиссий",
        "Przychód pomniejszony o zwrócone opłaty",
      ),
    ),
    metric(
      "refund_rate",
      says(
        "Fees given back after complaints: a sign of unclear terms",
        "Комиссии, возвращённые по жалобам: признак неясных условий",
        "Opłaty zwrócone po reklamacjach: znak niejasnych warunków",
      ),
    ),
  ],
};
