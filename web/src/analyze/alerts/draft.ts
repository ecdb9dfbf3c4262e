// The form of an alert as plain state, and what is asked of the server by it.
import type { Alert, AlertCondition, AlertDraft } from "#contract";

export const alerts_path = "/api/v1/alerts";
export const grains = ["day", "week", "month"] as const;
export const kinds = ["below", "above", "worse", "any"] as const;

export interface Draft extends Pick<AlertDraft, "name" | "grain" | "enabled" | "emails"> {
  readonly metric: string | null;
  readonly dimension: string | null;
  readonly key: string;
  readonly is: (typeof kinds)[number];
  readonly value: number | null;
  readonly webhook: string;
}

/** What the parts of the form get. */
export interface FieldsProps {
  readonly draft: Draft;
  readonly change: (patch: Partial<Draft>) => void;
}

const empty: Draft = {
  name: "",
  metric: null,
  dimension: null,
  key: "",
  grain: "day",
  is: "below",
  value: null,
  emails: [],
  webhook: "",
  enabled: true,
};

/** The form of an alert that is changed, or the empty one. */
export function draftOf(alert: Alert | undefined): Draft {
  if (alert === undefined) return empty;
  const { name, metric, group, grain, condition, emails, webhook, enabled } = alert;
  return {
    ...{ name, metric, grain, emails, enabled },
    dimension: group?.dimension ?? null,
    key: group?.key ?? "",
    is: condition.is === "change" ? condition.which : condition.is,
    value: condition.is === "change" ? null : condition.value,
    webhook: webhook ?? "",
  };
}

function conditionOf({ is, value }: Draft): AlertCondition | undefined {
  if (is === "worse" || is === "any") return { is: "change", which: is };
  return value === null ? undefined : { is, value };
}

/** What is asked of the server; undefined while something is missing. */
export function requestOf(draft: Draft): AlertDraft | undefined {
  const { metric, dimension, key, grain, enabled } = draft;
  const [name, webhook] = [draft.name.trim(), draft.webhook.trim()];
  const condition = conditionOf(draft);
  if (name === "" || metric === null || condition === undefined) return undefined;
  const group = dimension === null ? null : { dimension, key };
  return {
    ...{ name, metric, group, grain, condition, enabled },
    emails: draft.emails,
    webhook: webhook === "" ? null : webhook,
  };
}
