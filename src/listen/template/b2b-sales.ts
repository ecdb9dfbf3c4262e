// The template of sales to companies: leads and deals of the CRM, meetings, trials, invoices, and what customers ask for.
import type { Template } from "#contract";
import { identifier, known, metric, own, plain, property, purpose, says, source, trait, visits } from "./build.ts";
import { salesSegments } from "./segments.ts";
import { salesSurveys } from "./surveys.ts";

export const b2bSales: Template = {
  id: "b2b_sales",
  names: says("B2B sales", "Продажи компаниям", "Sprzedaż B2B"),
  descriptions: says(
    "A team that sells to companies: from the first visit by a lead and its deal to the invoice, with the hours that it took and what the account says later.",
    "Команда, которая продаёт компаниям: от первого визита через лид и сделку до счёта — с затраченными часами и отзывами клиента.",
    "Zespół, który sprzedaje firmom: od pierwszej wizyty przez lead i transakcję po fakturę — z godzinami pracy i późniejszą opinią klienta.",
  ),
  sources: [
    source(
      "company-site",
      "site",
      says("Company site", "Сайт компании", "Strona firmy"),
      says("Pages and forms", "Страницы и формы", "Strony i formularze"),
    ),
    source(
      "crm",
      "server",
      says("CRM", "CRM", "CRM"),
      says(
        "Leads, deals, meetings and the hours of managers",
        "Лиды, сделки, встречи и часы менеджеров",
        "Leady, transakcje, spotkania i godziny opiekunów",
      ),
    ),
    source(
      "product",
      "app",
      says("Product", "Продукт", "Produkt"),
      says(
        "Trials and use of what you sell",
        "Пробные периоды и использование продукта",
        "Okresy próbne i użycie produktu",
      ),
    ),
    source(
      "billing",
      "server",
      says("Billing", "Счета", "Fakturowanie"),
      says("Invoices that were paid", "Оплаченные счета", "Opłacone faktury"),
    ),
    source(
      "customer-success",
      "chat",
      says("Customer success", "Работа с клиентами", "Opieka nad klientem"),
      says("Tickets and surveys", "Обращения и опросы", "Zgłoszenia i ankiety"),
    ),
  ],
  events: [
    visits("company-site", "page", says("A page was opened", "Открыта страница", "Otwarto stronę")),
    visits(
      "company-site",
      "identify",
      says("Somebody left an address", "Кто-то оставил контакт", "Ktoś zostawił kontakt"),
    ),
    own(
      "company-site",
      "Demo Requested",
      says("A company wants to see the product", "Компания просит показать продукт", "Firma chce zobaczyć produkt"),
      [
        property("company", "text", says("The company's name", "Название компании", "Nazwa firmy"), true),
        property(
          "company_size",
          "number",
          says("People who work there", "Сколько человек работает", "Liczba pracowników"),
        ),
        property("origin", "text", says("Where they heard of you", "Откуда узнали о вас", "Skąd o Was wiedzą")),
      ],
    ),
    known(
      "company-site",
      "Consent Updated",
      says("What people agreed to", "На что люди дали согласие", "Na co wyrażono zgodę"),
      [],
    ),
    known(
      "crm",
      "Lead Created",
      says("A company that may buy", "Компания, которая может купить", "Firma, która może kupić"),
      ["lead_id", "origin"],
    ),
    known(
      "crm",
      "Deal Stage Changed",
      says(
        "A deal moves, is won or lost",
        "Сделка движется, выиграна или проиграна",
        "Transakcja postępuje, wygrana lub przegrana",
      ),
      ["deal_id", "stage"],
      [
        property(
          "reason",
          "text",
          says("Why it was won or lost", "Почему выиграна или проиграна", "Dlaczego wygrana lub przegrana"),
        ),
      ],
    ),
    own(
      "crm",
      "Deal Worked",
      says(
        "Hours of a manager: what selling costs",
        "Часы менеджера: цена продажи",
        "Godziny opiekuna: koszt sprzedaży",
      ),
      [
        plain("deal_id", "text", true),
        property("hours", "number", says("How many hours", "Сколько часов", "Ile godzin"), true),
        property("owner", "text", says("Who worked", "Кто работал", "Kto pracował"), true),
      ],
    ),
    own("crm", "Meeting Held", says("A conversation with the company", "Разговор с компанией", "Rozmowa z firmą"), [
      plain("deal_id", "text", true),
      property("kind", "text", says("call, online or visit", "звонок, онлайн или визит", "telefon, online lub wizyta")),
      property("duration", "number", says("In seconds", "В секундах", "W sekundach")),
    ]),
    known(
      "product",
      "Trial Started",
      says("A company tries the product", "Начат пробный период", "Firma zaczyna próbę"),
      ["plan"],
    ),
    known("product", "Trial Ended", says("The trial is over", "Пробный период окончен", "Próba dobiegła końca"), []),
    known(
      "product",
      "Signed In",
      says("Somebody of the company works with it", "Сотрудник клиента вошёл", "Ktoś z firmy się zalogował"),
      [],
    ),
    known(
      "product",
      "Account Added User",
      says("A colleague was added", "Добавлен коллега", "Dodano współpracownika"),
      ["group_id"],
    ),
    visits("product", "identify", says("Who works with it", "Кто работает с продуктом", "Kto pracuje z produktem")),
    known(
      "billing",
      "Order Completed",
      says(
        "An invoice that was paid: revenue is made of it",
        "Оплаченный счёт: из этого складывается выручка",
        "Opłacona faktura: z tego powstaje przychód",
      ),
      ["order_id", "revenue", "currency"],
      [plain("deal_id", "text")],
    ),
    known("billing", "Order Refunded", says("A credit note", "Корректировочный счёт", "Faktura korygująca"), [
      "order_id",
      "revenue",
    ]),
    known(
      "customer-success",
      "Ticket Opened",
      says("An account needs help", "Клиенту нужна помощь", "Klient potrzebuje pomocy"),
      ["ticket_id"],
    ),
    known("customer-success", "Ticket Resolved", says("How long it took", "Сколько заняло решение", "Ile to trwało"), [
      "ticket_id",
    ]),
    known(
      "customer-success",
      "Survey Responded",
      says("Would they recommend you?", "Порекомендуют ли вас?", "Czy Was polecą?"),
      ["survey_id", "score"],
    ),
  ],
  purposes: [
    purpose(
      "product_news",
      "consent",
      ["email"],
      says("News of the product", "Новости продукта", "Nowości o produkcie"),
      says(
        "We write when the product can do something new.",
        "Мы пишем, когда продукт умеет что-то новое.",
        "Piszemy, gdy produkt potrafi coś nowego.",
      ),
    ),
    purpose(
      "event_invitations",
      "consent",
      ["email", "phone"],
      says("Invitations to events", "Приглашения на мероприятия", "Zaproszenia na wydarzenia"),
      says(
        "We invite you to webinars and meetings.",
        "Мы приглашаем на вебинары и встречи.",
        "Zapraszamy na webinary i spotkania.",
      ),
    ),
    purpose(
      "sales_contact",
      "legitimate_interest",
      ["email", "phone"],
      says("Talks about your request", "Разговоры по вашему запросу", "Rozmowy o Twoim zapytaniu"),
      says(
        "We answer your request and ask what you need.",
        "Мы отвечаем на запрос и уточняем, что вам нужно.",
        "Odpowiadamy na zapytanie i pytamy o potrzeby.",
      ),
    ),
  ],
  identifiers: [
    identifier(
      "crm_id",
      { cleaning: "exact", merges: true },
      5,
      says("The contact's number in the CRM", "Номер контакта в CRM", "Numer kontaktu w CRM"),
    ),
    identifier(
      "company_domain",
      { cleaning: "lower", merges: false },
      null,
      says(
        "All colleagues share it: it tells the company and makes nobody one person",
        "Он общий у всех коллег: называет компанию, но людей не объединяет",
        "Mają ją wszyscy współpracownicy: wskazuje firmę i nikogo nie łączy",
      ),
    ),
  ],
  traits: [
    trait(
      "company",
      "source",
      ["crm", "billing"],
      says(
        "The CRM is kept by people, forms are filled in by anybody",
        "CRM ведут люди, а формы заполняет кто угодно",
        "CRM prowadzą ludzie, a formularze wypełnia każdy",
      ),
    ),
    trait(
      "job_title",
      "newest",
      [],
      says("People change their position", "Люди меняют должность", "Ludzie zmieniają stanowisko"),
    ),
  ],
  settings: [
    {
      name: "personal_data_role",
      value: "viewer",
      reasons: says(
        "A small team works with contacts by name: everybody who may sign in sees them",
        "Небольшая команда работает с контактами по именам: их видят все, кто может войти",
        "Mały zespół pracuje z kontaktami po imieniu: widzi je każdy, kto może się zalogować",
      ),
    },
  ],
  segments: [...salesSegments],
  surveys: [...salesSurveys],
  metrics: [
    metric(
      "revenue_net",
      says(
        "Paid invoices less credit notes",
        "Оплаченные счета за вычетом корректировок",
        "Opłacone faktury pomniejszone o korekty",
      ),
    ),
    metric(
      "customers_new",
      says(
        "Contacts with a first paid invoice",
        "Контакты с первым оплаченным счётом",
        "Kontakty z pierwszą opłaconą fakturą",
      ),
    ),
    metric(
      "customers_returning",
      says("Who pays again: renewals", "Кто платит снова: продления", "Kto płaci ponownie: odnowienia"),
    ),
    metric(
      "nps",
      says(
        "Accounts that recommend you open doors",
        "Клиенты, которые вас рекомендуют, открывают двери",
        "Klienci, którzy Was polecają, otwierają drzwi",
      ),
    ),
    metric("tickets", says("Help needed before renewal", "Помощь до продления", "Pomoc przed odnowieniem")),
    metric(
      "aov",
      says(
        "The size of an invoice; a discount shows here first",
        "Размер счёта; скидки видны здесь раньше всего",
        "Wielkość faktury; rabaty widać tu najpierw",
      ),
    ),
  ],
};
