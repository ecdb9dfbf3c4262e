// The properties of events that are understood: what each holds and what it means.

/**
 * `money` is an amount in the major units of `currency`; `time` is ISO 8601; `duration` is in seconds; `choices` are names with
 * true or false.
 */
export type PropertyType =
  | "text"
  | "number"
  | "money"
  | "currency"
  | "time"
  | "duration"
  | "flag"
  | "list"
  | "choices"
  | "products";

interface Word {
  readonly type: PropertyType;
  readonly means: string;
}

const text = (means: string): Word => ({ type: "text", means });
const number = (means: string): Word => ({ type: "number", means });
const money = (means: string): Word => ({ type: "money", means });

export const propertyDefinitions = {
  account_name: text("The account's name"),
  agent_id: text("Who of the company answered"),
  agent_name: text("Name of who answered"),
  allowedConsentIds: { type: "list", means: "Categories of consent that were allowed" },
  author: text("Who wrote: customer or agent"),
  brand: text("The product's brand"),
  build: text("Build of the app"),
  call_id: text("The call's id"),
  campaign_id: text("The campaign's id"),
  campaign_name: text("The campaign's name"),
  cart_id: text("The cart's id"),
  category: text("Category of the product, list or ticket"),
  categoryPreferences: { type: "choices", means: "What the person agrees to: category to true or false" },
  channel: text("Where it happened: web, app, store, email, call, chat, …; wins over what the event implies"),
  checkout_id: text("The checkout's id"),
  city: text("City"),
  conversation_id: text("The conversation's id"),
  coupon: text("Code of the coupon"),
  coupon_id: text("The coupon's id"),
  coupon_name: text("The coupon's name"),
  creative: text("The promotion's picture or text"),
  currency: { type: "currency", means: "Currency of all amounts, ISO 4217" },
  deal_id: text("The deal's id"),
  deniedConsentIds: { type: "list", means: "Categories of consent that were denied; wins where both name one" },
  direction: text("in or out"),
  discount: money("What was taken off"),
  double_opt_in: text("pending while the second step is missing, then confirmed"),
  duration: { type: "duration", means: "How long it took, in seconds" },
  email_id: text("The e-mail's id"),
  email_subject: text("The e-mail's subject"),
  expires_at: { type: "time", means: "When a consent ends by itself" },
  filters: { type: "list", means: "Filters that were set" },
  form_url: text("The form on which the person agreed"),
  from_background: { type: "flag", means: "The app was running before" },
  granted: { type: "flag", means: "Agreed to, or withdrawn" },
  group_id: text("The group's id; else that of the call's groupId or context.groupId"),
  kind: text("nps, csat, ces, rating, choice or text"),
  lead_id: text("The lead's id"),
  link_url: text("Where the link led"),
  list_id: text("The list's id"),
  message_id: text("The message's id"),
  name: text("The name of the product or promotion"),
  order_id: text("The order's number; a refund has that of its order"),
  origin: text("Where the lead came from"),
  outcome: text("answered, missed, resolved, ordered, …"),
  owner: text("Who of the company is responsible"),
  payment_method: text("How it was paid"),
  plan: text("The plan's name"),
  position: text("Where it stood on the page"),
  previous_stage: text("The stage before"),
  previous_version: text("The version before"),
  price: money("Price of one piece"),
  priority: text("low, normal, high or urgent"),
  product_id: text("The product's id"),
  products: { type: "products", means: "List of {product_id, name, price, quantity}" },
  promotion_id: text("The promotion's id"),
  provider: text("Who brought it"),
  purpose: text("What was agreed to or withdrawn, by the id of a purpose of consent"),
  quantity: number("How many pieces; 1 when left out"),
  query: text("What was searched for"),
  question_id: text("The question's id"),
  rating: number("Stars"),
  reason: text("Why"),
  recipient: text("Who it was sent to"),
  revenue: money("What the order is worth to the company; of a refund, what was given back"),
  review_body: text("The review's text"),
  review_id: text("The review's id"),
  role: text("The user's role in the account"),
  scale: number("The greatest score that could be given: 5, 7, 10 …"),
  score: number("The score that was given"),
  share_message: text("What was said with it"),
  share_via: text("How it was shared"),
  shipping: money("Cost of shipping"),
  shipping_method: text("How it is sent"),
  sku: text("The product's stock number; its id when product_id is left out"),
  sorts: { type: "list", means: "How the list was sorted" },
  stage: text("The stage the deal is now in"),
  step: text("Number or name of the step"),
  store_id: text("The store's id"),
  store_name: text("The store's name"),
  subject: text("The ticket's subject"),
  subtotal: money("Products less discounts, before shipping and tax"),
  survey_id: text("The survey's id"),
  tax: money("Tax"),
  template_id: text("The template's id"),
  text: text("What was said or written"),
  text_version: text("Which wording the person agreed to"),
  ticket_id: text("The ticket's id"),
  title: text("The title"),
  total: money("What was paid, with shipping and tax; revenue when that is left out"),
  trial_end: { type: "time", means: "When the trial ends" },
  url: text("The address"),
  username: text("The user's name"),
  value: money("What it may be worth"),
  variant: text("The product's variant"),
  version: text("Version of the app"),
  waited: { type: "duration", means: "How long the customer waited, in seconds" },
  wishlist_id: text("The wishlist's id"),
} as const satisfies Readonly<Record<string, Word>>;

export type PropertyName = keyof typeof propertyDefinitions;
