// Conditions to begin with: what marketers ask for most.
import type { Condition, Leaf, Window } from "#contract";

const last = (amount: number): Window => ({ kind: "last", amount, unit: "day" });

/** Did an event at least once. */
function did(event: string, window: Window, where?: Extract<Leaf, { kind: "event" }>["where"]): Leaf {
  const once = { measure: { of: "count" }, test: { op: "at_least", value: 1 } } as const;
  return { kind: "event", event, ...(where === undefined ? {} : { where }), window, ...once };
}

const not = (of: Condition): Condition => ({ kind: "not", of });
const all = (...of: Condition[]): Condition => ({ kind: "all", of });

/** By the name of their message. */
export const examples: Readonly<Record<string, Condition>> = {
  once: all(
    {
      kind: "event",
      event: "Order Completed",
      window: { kind: "ever" },
      measure: { of: "count" },
      test: { op: "equal", value: 1 },
    },
    not(did("Order Completed", last(90))),
  ),
  risk: all(
    { kind: "class", scheme: "abc", classes: ["A"] },
    { kind: "class", scheme: "lifecycle", classes: ["at_risk"] },
  ),
  cart: all(did("Product Added", last(3)), not(did("Order Completed", last(3)))),
  detractors: all(
    did("Survey Responded", last(30), [
      { property: "kind", test: { op: "is", values: ["nps"] } },
      { property: "score", test: { op: "at_most", value: 6 } },
    ]),
    not(did("Ticket Replied", last(30))),
  ),
  birthday: all({ kind: "trait", trait: "birthday", test: { op: "anniversary", days: 7 } }),
  newcomers: all(
    { kind: "class", scheme: "lifecycle", classes: ["new"] },
    did("Order Completed", last(30), [{ property: "channel", test: { op: "is", values: ["web", "app"] } }]),
  ),
};
