// What the sources of a bank with branches are expected to send.
import type { Template } from "#contract";
import { known, own, plain, property, says, visits } from "./build.ts";

export const bankEvents: Template["events"] = [
  own(
    "branches",
    "Queue Ticket Taken",
    says("Somebody came and took a number", "Клиент взял талон", "Klient pobrał numerek"),
    [
      property("store_id", "text", says("The branch", "Отделение", "Oddział"), true),
      property(
        "service",
        "text",
        says("What for: cash, loan, account …", "Зачем: касса, кредит, счёт …", "Po co: kasa, kredyt, konto …"),
        true,
      ),
      property(
        "people_waiting",
        "number",
        says("How many were before", "Сколько человек впереди", "Ile osób było przed"),
      ),
    ],
  ),
  own(
    "branches",
    "Service Completed",
    says(
      "The counter has finished: wait and duration",
      "Обслуживание окончено: ожидание и длительность",
      "Obsługa zakończona: czekanie i czas trwania",
    ),
    [
      property("store_id", "text", says("The branch", "Отделение", "Oddział"), true),
      plain("service", "text", true),
      property("waited", "number", says("Seconds in the queue", "Секунд в очереди", "Sekund w kolejce"), true),
      property("duration", "number", says("Seconds at the counter", "Секунд у окна", "Sekund przy okienku")),
      plain("agent_id", "text"),
      property(
        "outcome",
        "text",
        says("done, to be continued, left", "решено, продолжение, ушёл", "załatwione, ciąg dalszy, odszedł"),
      ),
    ],
  ),
  known(
    "branches",
    "Store Visited",
    says("A visit of a branch without a number", "Визит в отделение без талона", "Wizyta w oddziale bez numerka"),
    ["store_id"],
  ),
  own(
    "core-banking",
    "Product Requested",
    says(
      "A loan, a card or an account is asked for",
      "Заявка на кредит, карту или счёт",
      "Wniosek o kredyt, kartę lub konto",
    ),
    [
      plain("request_id", "text", true),
      property(
        "product",
        "text",
        says("loan, card, account …", "кредит, карта, счёт …", "kredyt, karta, konto …"),
        true,
      ),
      property(
        "amount",
        "number",
        says(
          "How much is asked for; moves no revenue",
          "Запрошенная сумма; выручкой не является",
          "Wnioskowana kwota; nie jest przychodem",
        ),
      ),
      plain("currency", "text"),
      plain("channel", "text"),
    ],
  ),
  own(
    "core-banking",
    "Request Decided",
    says("Yes or no, and why", "Да или нет — и почему", "Tak lub nie — i dlaczego"),
    [
      plain("request_id", "text", true),
      plain("product", "text"),
      property(
        "outcome",
        "text",
        says("approved, declined or withdrawn", "одобрено, отказано или отозвано", "przyznano, odmówiono lub wycofano"),
        true,
      ),
      plain("reason", "text"),
      property(
        "duration",
        "number",
        says("Seconds from request to decision", "Секунд от заявки до решения", "Sekund od wniosku do decyzji"),
      ),
    ],
  ),
  own(
    "core-banking",
    "Account Opened",
    says("A new account or card", "Открыт счёт или карта", "Otwarto konto lub kartę"),
    [plain("product", "text", true), plain("channel", "text")],
  ),
  own(
    "core-banking",
    "Account Closed",
    says("A client leaves a product", "Клиент закрыл продукт", "Klient zamknął produkt"),
    [plain("product", "text", true), plain("reason", "text")],
  ),
  known(
    "core-banking",
    "Order Completed",
    says(
      "Income of a client: a fee, a margin, a product that was sold. Revenue is made of it",
      "Доход от клиента: комиссия, маржа, проданный продукт. Из этого складывается выручка",
      "Przychód od klienta: opłata, marża, sprzedany produkt. Z tego powstaje przychód",
    ),
    ["order_id", "revenue", "currency"],
  ),
  known(
    "core-banking",
    "Order Refunded",
    says("A fee that was given back", "Возвращённая комиссия", "Zwrócona opłata"),
    ["order_id", "revenue"],
  ),
  known(
    "core-banking",
    "Consent Updated",
    says("What clients agreed to", "На что клиенты дали согласие", "Na co klienci wyrazili zgodę"),
    [],
  ),
  visits("bank-app", "screen", says("A screen was opened", "Открыт экран", "Otwarto ekran")),
  visits("bank-app", "identify", says("A client signed in", "Клиент вошёл", "Klient się zalogował")),
  known("bank-app", "Application Opened", says("The app was opened", "Приложение открыто", "Otwarto aplikację"), []),
  known(
    "bank-app",
    "Application Crashed",
    says("The app broke down", "Приложение упало", "Aplikacja przestała działać"),
    [],
  ),
  known(
    "call-center",
    "Call Ended",
    says(
      "A call: waiting, duration, outcome",
      "Звонок: ожидание, длительность, итог",
      "Rozmowa: czekanie, czas, wynik",
    ),
    ["call_id", "waited", "duration"],
  ),
  known("call-center", "Ticket Opened", says("A complaint was made", "Подана жалоба", "Złożono reklamację"), [
    "ticket_id",
    "category",
  ]),
  known(
    "call-center",
    "Ticket Resolved",
    says(
      "A complaint was answered; the law sets a time limit",
      "Ответ на жалобу; срок задан законом",
      "Odpowiedź na reklamację; termin wyznacza prawo",
    ),
    ["ticket_id"],
  ),
  known(
    "feedback",
    "Survey Responded",
    says("A score after a visit or a call", "Оценка после визита или звонка", "Ocena po wizycie lub rozmowie"),
    ["survey_id", "kind", "score"],
    [property("store_id", "text", says("The branch", "Отделение", "Oddział")), plain("agent_id", "text")],
  ),
];
