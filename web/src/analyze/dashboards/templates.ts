// Ready dashboards to begin with. Their widgets have no titles of their own, so that each is called in the reader's language.
import type { DashboardDraft, Widget, WidgetPlace } from "#contract";

type Content = Omit<DashboardDraft, "name" | "visibility">;

const place = (x: number, y: number, w: number, h: number): WidgetPlace => ({ x, y, w, h });
const number = (id: string, metric: string, x: number, y: number, w = 3): Widget => ({
  id,
  kind: "number",
  title: "",
  place: place(x, y, w, 2),
  metric,
});
const trend = (id: string, metric: string, at: WidgetPlace): Widget => ({
  id,
  kind: "trend",
  title: "",
  place: at,
  metric,
});
const breakdown = (id: string, metric: string, by: string, at: WidgetPlace): Widget => ({
  id,
  kind: "breakdown",
  title: "",
  place: at,
  metric,
  by,
});
const targets = (id: string, at: WidgetPlace): Widget => ({ id, kind: "targets", title: "", place: at });

export const template_ids = ["cx", "marketing", "support", "blank"] as const;
export type TemplateId = (typeof template_ids)[number];

export const templates: Readonly<Record<TemplateId, Content>> = {
  cx: {
    period: "last_90_days",
    compare: "previous",
    widgets: [
      number("nps", "nps", 0, 0),
      number("csat", "csat", 3, 0),
      number("repeat", "repeat_purchase_rate", 6, 0),
      number("revenue", "revenue_net", 9, 0),
      trend("nps_trend", "nps", place(0, 2, 8, 5)),
      targets("targets", place(8, 2, 4, 5)),
      trend("active", "customers_active", place(0, 7, 6, 5)),
      breakdown("channel", "tickets", "channel", place(6, 7, 6, 5)),
    ],
  },
  marketing: {
    period: "last_90_days",
    compare: "previous",
    widgets: [
      number("new", "customers_new", 0, 0),
      number("cac", "cac", 3, 0),
      number("roas", "roas", 6, 0),
      number("conversion", "conversion_visitors", 9, 0),
      trend("revenue", "revenue_net", place(0, 2, 8, 5)),
      breakdown("channel", "revenue_net", "channel", place(8, 2, 4, 5)),
      trend("customers", "customers_new", place(0, 7, 6, 5)),
      breakdown("first_touch", "orders", "touch", place(6, 7, 6, 5)),
    ],
  },
  support: {
    period: "last_30_days",
    compare: "previous",
    widgets: [
      number("tickets", "tickets", 0, 0),
      number("first", "first_response_median", 3, 0),
      number("resolution", "resolution_time", 6, 0),
      number("csat", "csat", 9, 0),
      trend("tickets_trend", "tickets", place(0, 2, 8, 5)),
      breakdown("channel", "tickets", "channel", place(8, 2, 4, 5)),
      trend("csat_trend", "csat", place(0, 7, 6, 5)),
      trend("reopened", "ticket_reopened_rate", place(6, 7, 6, 5)),
    ],
  },
  blank: { period: "last_30_days", compare: "previous", widgets: [] },
};
