// The template of an online shop: pages and carts, orders of the shop's system, letters, service, stars.
import type { Template } from "#contract";
import { identifier, known, metric, plain, property, purpose, says, source, trait, visits } from "./build.ts";
import { shopSegments } from "./segments.ts";
import { shopSurveys } from "./surveys.ts";

export const onlineShop: Template = {
  id: "online_shop",
  names: says("Online shop", "Интернет-магазин", "Sklep internetowy"),
  descriptions: says(
    "A shop that sells by its own site and app: from the first look at a product to the order, its return and what the customer says of it.",
    "Магазин, который продаёт через свой сайт и приложение: от первого взгляда на товар до заказа, возврата и отзыва.",
    "Sklep, który sprzedaje przez własną stronę i aplikację: od pierwszego spojrzenia na produkt po zamówienie, zwrot i opinię.",
  ),
  sources: [
    source(
      "web-shop",
      "site",
      says("Web shop", "Сайт магазина", "Strona sklepu"),
      says(
        "Pages, searches and carts, by the browser script",
        "Страницы, поиск и корзины — через скрипт в браузере",
        "Strony, wyszukiwania i koszyki — przez skrypt w przeglądarce",
      ),
    ),
    source(
      "shop-system",
      "server",
      says("Shop system", "Система магазина", "System sklepu"),
      says(
        "Orders and refunds, by the shop's server: no ad blocker stops them",
        "Заказы и возвраты — с сервера магазина: их не остановит блокировщик рекламы",
        "Zamówienia i zwroty — z serwera sklepu: nie zatrzyma ich żadna blokada reklam",
      ),
    ),
    source(
      "shop-app",
      "app",
      says("Shop app", "Приложение магазина", "Aplikacja sklepu"),
      says("The app on phones", "Приложение на телефонах", "Aplikacja na telefonach"),
    ),
    source(
      "newsletter",
      "email",
      says("Newsletter", "Рассылка", "Newsletter"),
      says(
        "What became of each e-mail, by your e-mail service",
        "Что стало с каждым письмом — от сервиса рассылок",
        "Co stało się z każdym listem — z systemu wysyłki",
      ),
    ),
    source(
      "help-desk",
      "chat",
      says("Help desk", "Служба поддержки", "Obsługa klienta"),
      says("Tickets, calls and chats", "Обращения, звонки и чаты", "Zgłoszenia, rozmowy i czaty"),
    ),
  ],
  events: [
    visits("web-shop", "page", says("A page was opened", "Открыта страница", "Otwarto stronę")),
    visits(
      "web-shop",
      "identify",
      says(
        "Somebody signed in or gave an address",
        "Кто-то вошёл или оставил адрес",
        "Ktoś się zalogował lub podał adres",
      ),
    ),
    known("web-shop", "Products Searched", says("What people look for", "Что ищут", "Czego ludzie szukają"), ["query"]),
    known(
      "web-shop",
      "Product Viewed",
      says("A product's page was looked at", "Просмотрена страница товара", "Obejrzano stronę produktu"),
      ["product_id"],
    ),
    known(
      "web-shop",
      "Product Added",
      says("A product went into the cart", "Товар добавлен в корзину", "Produkt trafił do koszyka"),
      ["product_id"],
    ),
    known(
      "web-shop",
      "Product Removed",
      says("A product left the cart", "Товар убран из корзины", "Produkt usunięto z koszyka"),
      ["product_id"],
    ),
    known(
      "web-shop",
      "Checkout Started",
      says("Somebody begins to order", "Начато оформление заказа", "Rozpoczęto składanie zamówienia"),
      ["order_id"],
    ),
    known(
      "web-shop",
      "Checkout Step Completed",
      says(
        "Where people give up shows here",
        "Видно, на каком шаге уходят",
        "Widać, na którym kroku klienci rezygnują",
      ),
      ["step"],
    ),
    known(
      "web-shop",
      "Consent Updated",
      says("What people agreed to", "На что люди дали согласие", "Na co wyrażono zgodę"),
      [],
    ),
    visits("shop-app", "screen", says("A screen was opened", "Открыт экран", "Otwarto ekran")),
    visits("shop-app", "identify", says("Somebody signed in", "Кто-то вошёл", "Ktoś się zalogował")),
    known(
      "shop-app",
      "Application Installed",
      says("The app is new on a phone", "Приложение установлено", "Zainstalowano aplikację"),
      [],
    ),
    known("shop-app", "Application Opened", says("The app was opened", "Приложение открыто", "Otwarto aplikację"), []),
    known(
      "shop-system",
      "Order Completed",
      says(
        "An order and what it is worth: most metrics are made of it",
        "Заказ и его сумма: из этого складывается большинство показателей",
        "Zamówienie i jego wartość: z tego powstaje większość wskaźników",
      ),
      ["order_id", "revenue", "currency"],
    ),
    known(
      "shop-system",
      "Order Refunded",
      says(
        "What was given back, whole or in part",
        "Что возвращено — полностью или частично",
        "Co zwrócono — w całości lub w części",
      ),
      ["order_id", "revenue"],
    ),
    known(
      "shop-system",
      "Order Cancelled",
      says("An order that will not be", "Заказ отменён", "Zamówienie anulowane"),
      ["order_id"],
    ),
    known(
      "shop-system",
      "Product Reviewed",
      says("Stars and words about a product", "Оценка и отзыв о товаре", "Ocena i opinia o produkcie"),
      ["product_id", "rating"],
    ),
    known(
      "shop-system",
      "Survey Responded",
      says(
        "The answer to “would you recommend us?”",
        "Ответ на вопрос «порекомендуете ли вы нас?»",
        "Odpowiedź na pytanie „czy nas polecisz?”",
      ),
      ["survey_id", "score"],
      [
        property(
          "order_id",
          "text",
          says("The order that was asked about", "О каком заказе спросили", "O które zamówienie pytano"),
        ),
      ],
    ),
    known("newsletter", "Email Delivered", says("A letter arrived", "Письмо доставлено", "List dotarł"), [
      "campaign_id",
    ]),
    known("newsletter", "Email Opened", says("A letter was opened", "Письмо открыто", "List otwarto"), ["campaign_id"]),
    known(
      "newsletter",
      "Email Link Clicked",
      says("A link of it was followed", "Перешли по ссылке", "Kliknięto odnośnik"),
      ["campaign_id"],
    ),
    known(
      "newsletter",
      "Unsubscribed",
      says("Somebody wants no more letters", "Кто-то отписался", "Ktoś się wypisał"),
      [],
    ),
    known("help-desk", "Ticket Opened", says("Somebody asks for help", "Кто-то просит помощи", "Ktoś prosi o pomoc"), [
      "ticket_id",
    ]),
    known(
      "help-desk",
      "Ticket Resolved",
      says("How long the answer took", "Сколько ждали ответа", "Ile trwała odpowiedź"),
      ["ticket_id"],
      [plain("order_id", "text")],
    ),
    known(
      "help-desk",
      "Call Ended",
      says("A call and how long people waited", "Звонок и время ожидания", "Rozmowa i czas oczekiwania"),
      ["call_id"],
    ),
  ],
  purposes: [
    purpose(
      "cart_reminders",
      "consent",
      ["email", "push"],
      says("Reminders of a cart", "Напоминания о корзине", "Przypomnienia o koszyku"),
      says(
        "We remind you of what you left in your cart.",
        "Мы напоминаем о том, что осталось в корзине.",
        "Przypominamy o tym, co zostało w koszyku.",
      ),
    ),
    purpose(
      "review_requests",
      "legitimate_interest",
      ["email"],
      says("Questions after an order", "Вопросы после заказа", "Pytania po zamówieniu"),
      says(
        "After an order we ask you once how it was.",
        "После заказа мы один раз спрашиваем, как всё прошло.",
        "Po zamówieniu raz pytamy, jak było.",
      ),
    ),
  ],
  identifiers: [
    identifier(
      "marketplace_buyer",
      { cleaning: "exact", merges: true },
      5,
      says(
        "Marketplaces hide addresses; the buyer's number there is all that they tell",
        "Маркетплейсы скрывают адреса; номер покупателя — всё, что они сообщают",
        "Platformy handlowe ukrywają adresy; numer kupującego to wszystko, co podają",
      ),
    ),
  ],
  traits: [
    trait(
      "phone",
      "source",
      ["shop-system", "web-shop"],
      says(
        "The number of the last order was used by a courier; that of a form may be mistyped",
        "По номеру из заказа звонил курьер; в форме могла быть опечатка",
        "Na numer z zamówienia dzwonił kurier; w formularzu mogła być literówka",
      ),
    ),
    trait(
      "name",
      "complete",
      [],
      says(
        "The fullest spelling is best for parcels",
        "Для посылок лучше самое полное имя",
        "Do paczek najlepsza jest najpełniejsza forma",
      ),
    ),
  ],
  settings: [],
  segments: [...shopSegments],
  surveys: [...shopSurveys],
  metrics: [
    metric("revenue_net", says("What is left after returns", "Что остаётся после возвратов", "Co zostaje po zwrotach")),
    metric("orders", says("The pulse of the shop", "Пульс магазина", "Puls sklepu")),
    metric(
      "aov",
      says(
        "Bundles and free delivery from a sum move it",
        "Его двигают наборы и бесплатная доставка от суммы",
        "Poruszają ją zestawy i darmowa dostawa od kwoty",
      ),
    ),
    metric(
      "repeat_purchase_rate",
      says(
        "A second order pays for what the first one cost",
        "Второй заказ окупает привлечение первого",
        "Drugie zamówienie spłaca koszt pozyskania pierwszego",
      ),
    ),
    metric("nps", says("Would they recommend you?", "Порекомендуют ли вас?", "Czy Was polecą?")),
    metric(
      "customers_new",
      says(
        "Whether advertising brings people who buy",
        "Приводит ли реклама тех, кто покупает",
        "Czy reklama przyprowadza kupujących",
      ),
    ),
    metric(
      "refund_rate",
      says(
        "Rises first when photos, sizes or parcels go wrong",
        "Первой растёт, если подводят фото, размеры или доставка",
        "Rośnie pierwszy, gdy zawodzą zdjęcia, rozmiary lub przesyłki",
      ),
    ),
  ],
};
