// The segments that each template begins with: conditions over the events and traits that it expects.
import type { Condition, Template } from "#contract";
import { says } from "./build.ts";

type Segment = Template["segments"][number];
type EventLeaf = Extract<Condition, { kind: "event" }>;

const days = (amount: number) => ({ kind: "last", amount, unit: "day" }) as const;
const ever = { kind: "ever" } as const;

/** Did something at least so often in a window. */
function did(
  event: string,
  window: EventLeaf["window"],
  least = 1,
  where: NonNullable<EventLeaf["where"]> = [],
): Condition {
  return { kind: "event", event, where, window, measure: { of: "count" }, test: { op: "at_least", value: least } };
}

const not = (of: Condition): Condition => ({ kind: "not", of });
const all = (...of: readonly Condition[]): Condition => ({ kind: "all", of: [...of] });
const low = [{ property: "score", test: { op: "at_most", value: 6 } }] as const;

/** Shoppers: who is new, who comes back, who left something in the cart, who is unhappy. */
export const shopSegments: readonly Segment[] = [
  {
    id: "bought_once",
    names: says("Bought once, not again", "Купили один раз и не вернулись", "Kupili raz i nie wrócili"),
    descriptions: says(
      "One order, and none in the last 90 days: the second order is the hardest to win.",
      "Один заказ и ни одного за последние 90 дней: второй заказ получить труднее всего.",
      "Jedno zamówienie i żadnego w ciągu ostatnich 90 dni: o drugie najtrudniej.",
    ),
    condition: all(
      { kind: "metric", metric: "orders", window: ever, test: { op: "equal", value: 1 } },
      not(did("Order Completed", days(90))),
    ),
  },
  {
    id: "left_cart",
    names: says("Left a cart", "Оставили корзину", "Porzucili koszyk"),
    descriptions: says(
      "Put something into the cart in the last three days and ordered nothing since the beginning of that time.",
      "Положили товар в корзину за последние три дня и за это время ничего не заказали.",
      "W ciągu ostatnich trzech dni dodali coś do koszyka i w tym czasie nic nie zamówili.",
    ),
    condition: all(did("Product Added", days(3)), not(did("Order Completed", days(3)))),
  },
  {
    id: "regulars",
    names: says("Regulars", "Постоянные покупатели", "Stali klienci"),
    descriptions: says(
      "At least three orders in the last half year.",
      "Не менее трёх заказов за последние полгода.",
      "Co najmniej trzy zamówienia w ostatnim półroczu.",
    ),
    condition: did("Order Completed", days(182), 3),
  },
  {
    id: "unhappy",
    names: says("Unhappy, without an answer", "Недовольны и без ответа", "Niezadowoleni bez odpowiedzi"),
    descriptions: says(
      "Would not recommend us in the last month, and no ticket of theirs was resolved since.",
      "За последний месяц не порекомендовали нас, и ни одно их обращение с тех пор не решено.",
      "W ostatnim miesiącu nie poleciliby nas, a żadne ich zgłoszenie nie zostało rozwiązane.",
    ),
    condition: all(did("Survey Responded", days(30), 1, [...low]), not(did("Ticket Resolved", days(30)))),
  },
  {
    id: "birthday_soon",
    names: says("Birthday within a week", "День рождения в ближайшую неделю", "Urodziny w ciągu tygodnia"),
    descriptions: says(
      "By the trait birthday. Enters at midnight, seven days before.",
      "По признаку birthday. Попадают в полночь за семь дней.",
      "Według cechy birthday. Wchodzą o północy, siedem dni wcześniej.",
    ),
    condition: { kind: "trait", trait: "birthday", test: { op: "anniversary", days: 7 } },
  },
];

/** Clients of a bank: who waits, who was refused, who goes. */
export const bankSegments: readonly Segment[] = [
  {
    id: "waiting_for_decision",
    names: says("Wait for a decision", "Ждут решения", "Czekają na decyzję"),
    descriptions: says(
      "Asked for a product in the last two weeks, and nothing was decided.",
      "Запросили продукт за последние две недели, решения ещё нет.",
      "W ciągu ostatnich dwóch tygodni poprosili o produkt i nie ma decyzji.",
    ),
    condition: all(did("Product Requested", days(14)), not(did("Request Decided", days(14)))),
  },
  {
    id: "often_in_queues",
    names: says("Often in queues", "Часто стоят в очередях", "Często stoją w kolejkach"),
    descriptions: says(
      "Took a queue ticket at least four times in 90 days: what brings them to the branch could be done in the app.",
      "Не менее четырёх талонов за 90 дней: то, за чем они приходят, можно сделать в приложении.",
      "Co najmniej cztery bilety kolejkowe w 90 dni: to, po co przychodzą, można załatwić w aplikacji.",
    ),
    condition: did("Queue Ticket Taken", days(90), 4),
  },
  {
    id: "app_silent",
    names: says("Fell silent in the app", "Замолчали в приложении", "Zamilkli w aplikacji"),
    descriptions: says(
      "Opened the app in the last 120 days, but not in the last 30.",
      "Открывали приложение за последние 120 дней, но не за последние 30.",
      "Otwierali aplikację w ciągu ostatnich 120 dni, ale nie w ciągu ostatnich 30.",
    ),
    condition: all(did("Application Opened", days(120)), not(did("Application Opened", days(30)))),
  },
  {
    id: "unhappy_with_service",
    names: says("Unhappy with service", "Недовольны обслуживанием", "Niezadowoleni z obsługi"),
    descriptions: says(
      "A low answer in the last month.",
      "Низкая оценка за последний месяц.",
      "Niska ocena w ostatnim miesiącu.",
    ),
    condition: did("Survey Responded", days(30), 1, [...low]),
  },
];

/** People at companies that are sold to: who asked, who tries, who should be called. */
export const salesSegments: readonly Segment[] = [
  {
    id: "asked_for_demo",
    names: says(
      "Asked for a demo, no meeting yet",
      "Запросили демо, встречи ещё не было",
      "Poprosili o demo, jeszcze bez spotkania",
    ),
    descriptions: says(
      "A demo was asked for in the last 30 days and no meeting held in that time.",
      "Запрос демо за последние 30 дней, встречи за это время не было.",
      "Prośba o demo w ciągu ostatnich 30 dni i żadnego spotkania w tym czasie.",
    ),
    condition: all(did("Demo Requested", days(30)), not(did("Meeting Held", days(30)))),
  },
  {
    id: "active_trial",
    names: says("Try in earnest", "Пробуют всерьёз", "Próbują na poważnie"),
    descriptions: says(
      "A trial was started in the last 30 days, with sign-ins on at least three days of the last week.",
      "Пробный период начат за последние 30 дней, вход в три и более дней последней недели.",
      "Okres próbny rozpoczęty w ciągu ostatnich 30 dni, logowania w co najmniej trzech dniach ostatniego tygodnia.",
    ),
    condition: all(did("Trial Started", days(30)), {
      kind: "event",
      event: "Signed In",
      window: days(7),
      measure: { of: "days" },
      test: { op: "at_least", value: 3 },
    }),
  },
  {
    id: "paying_and_silent",
    names: says("Pay and are silent", "Платят и молчат", "Płacą i milczą"),
    descriptions: says(
      "Paid in the last year and have not signed in for 30 days: the usual face of a customer who leaves.",
      "Платили за последний год и не заходили 30 дней: так обычно выглядит уход.",
      "Płacili w ciągu ostatniego roku i nie logowali się od 30 dni: tak zwykle wygląda odejście.",
    ),
    condition: all(did("Order Completed", days(365)), not(did("Signed In", days(30)))),
  },
];
