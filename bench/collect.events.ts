// Batches as a shop's site and app send them: pages, product views, carts, orders, with the context that SDKs add.

/** Events in a batch. */
export const eventsIn = 100;

const pages = ["/", "/shop/tea", "/shop/coffee", "/cart", "/checkout", "/account/orders"];
const agents = [
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_3 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.3 Mobile/15E148 Safari/604.1",
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.3 Safari/605.1.15",
];

const pick = <Item>(items: readonly Item[], at: number): Item | undefined => items[at % items.length];

const product = (at: number) => ({
  product_id: `P${at % 4_000}`,
  sku: `SKU-${at % 4_000}`,
  name: `Green tea no. ${at % 4_000}`,
  category: "Tea",
  price: 4.5 + (at % 30),
  quantity: 1 + (at % 3),
});

function called(at: number): object {
  const url = `https://shop.example${pick(pages, at)}`;
  switch (at % 10) {
    case 0:
    case 1:
    case 2:
    case 3:
      return { type: "page", name: pick(pages, at), properties: { url, path: pick(pages, at), title: "Tea & Coffee" } };
    case 4:
    case 5:
    case 6:
      return { type: "track", event: "Product Viewed", properties: { ...product(at), currency: "EUR", url } };
    case 7:
      return { type: "track", event: "Product Added", properties: { cart_id: `cart-${at}`, ...product(at), url } };
    case 8: {
      const products = [product(at), product(at + 1), product(at + 2)];
      const properties = { order_id: `O${at}`, total: 48.9, revenue: 42.5, tax: 6.4, currency: "EUR", products };
      return { type: "track", event: "Order Completed", properties };
    }
    default:
      return { type: "identify", traits: { email: `person${at % 50_000}@example.com`, plan: "pro", visits: at % 20 } };
  }
}

/** One batch's JSON; `run` tells its message ids from another run's. */
export function batchOf(batch: number, run = "bench", events = eventsIn): string {
  const sentAt = new Date();
  const list = Array.from({ length: events }, (_, place) => {
    const at = batch * events + place;
    return {
      ...called(at),
      messageId: `ajs-next-${run}-${at.toString(36).padStart(10, "0")}`,
      anonymousId: `5f0c2f3e-6b1d-4c58-9a58-${(at % 60_000).toString(16).padStart(12, "0")}`,
      ...(at % 3 === 0 ? { userId: `user-${at % 50_000}` } : {}),
      timestamp: new Date(sentAt.getTime() - (at % 5_000)).toISOString(),
      context: {
        library: { name: "analytics.js", version: "next-1.81.0" },
        page: {
          path: pick(pages, at),
          referrer: "https://www.search.example/",
          title: "Tea & Coffee",
          url: "https://shop.example/",
        },
        userAgent: pick(agents, at),
        locale: "en-GB",
        timezone: "Europe/Warsaw",
        campaign: { source: "newsletter", medium: "email", name: "spring" },
      },
    };
  });
  return JSON.stringify({ batch: list, sentAt: sentAt.toISOString() });
}
