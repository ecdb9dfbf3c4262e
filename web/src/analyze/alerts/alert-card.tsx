// One alert: its rule in a sentence, whether it fires now, and when it did.
import { ActionIcon, Group, Text, Tooltip } from "@mantine/core";
import { BellOff, BellRing, CircleCheck, Mail, Pencil, Trash2, Webhook } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Alert, MetricDefinition } from "#contract";
import { useAlertWords } from "../../ui/alert-words.ts";
import { useWorkspace } from "../../ui/api.ts";
import { useFormat } from "../../ui/format.ts";
import { PageLink } from "../../ui/link.tsx";
import { useMay } from "../../ui/me.ts";

const looks = {
  fires: { icon: BellRing, color: "var(--k-warn)" },
  quiet: { icon: CircleCheck, color: "var(--k-good)" },
  off: { icon: BellOff, color: "var(--k-muted)" },
} as const;

function State({ alert }: { readonly alert: Alert }) {
  const { t } = useTranslation("alerts");
  const fires = alert.firings.some(({ resolved_at }) => resolved_at === null);
  const state = !alert.enabled ? "off" : fires ? "fires" : "quiet";
  const { icon: Icon, color } = looks[state];
  return (
    <span
      data-state={state}
      style={{
        display: "inline-flex",
        gap: 5,
        alignItems: "center",
        color,
        fontSize: 13,
        fontWeight: 600,
        whiteSpace: "nowrap",
      }}
    >
      <Icon size={15} aria-hidden />
      {t(`state.${state}`)}
    </span>
  );
}

function Firings({ alert, metric }: Pick<AlertCardProps, "alert" | "metric">) {
  const { t } = useTranslation("alerts");
  const format = useFormat();
  const words = useAlertWords();
  const { currency = "EUR", time_zone = "UTC" } = useWorkspace().data ?? {};
  if (alert.firings.length === 0)
    return (
      <Text size="xs" c="dimmed">
        {alert.checked_at === null ? t("not_checked") : t("never", { at: format.instant(alert.checked_at, time_zone) })}
      </Text>
    );
  return (
    <ul style={{ margin: 0, paddingLeft: 18, fontSize: 13 }}>
      {alert.firings.slice(0, 3).map(({ stretch, value, resolved_at }) => (
        <li key={stretch}>
          {words.stretch(alert.grain, stretch)}:{" "}
          <b className="k-number">{format.value(value, metric?.unit ?? "count", currency)}</b>
          <span className="k-muted">
            {" · "}
            {resolved_at === null ? t("lasts") : t("over_since", { at: format.instant(resolved_at, time_zone) })}
          </span>
        </li>
      ))}
    </ul>
  );
}

interface AlertCardProps {
  readonly alert: Alert;
  readonly metric: MetricDefinition | undefined;
  readonly onChange: () => void;
  readonly onRemove: () => void;
}

export function AlertCard({ alert, metric, onChange, onRemove }: AlertCardProps) {
  const { t } = useTranslation("alerts");
  const words = useAlertWords();
  const currency = useWorkspace().data?.currency ?? "EUR";
  const may = useMay("marketer");
  const { name, emails, webhook } = alert;
  return (
    <article className="k-card" data-alert={name} style={{ display: "flex", flexDirection: "column", gap: 8 }}>
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
        <h2 style={{ margin: 0, fontSize: 15, overflowWrap: "anywhere" }}>{name}</h2>
        <Group gap={4} wrap="nowrap">
          <State alert={alert} />
          {may && (
            <>
              <Tooltip label={t("change")}>
                <ActionIcon variant="subtle" color="gray" aria-label={t("change_of", { name })} onClick={onChange}>
                  <Pencil size={16} />
                </ActionIcon>
              </Tooltip>
              <Tooltip label={t("remove.button")}>
                <ActionIcon variant="subtle" color="gray" aria-label={t("remove.of", { name })} onClick={onRemove}>
                  <Trash2 size={16} />
                </ActionIcon>
              </Tooltip>
            </>
          )}
        </Group>
      </Group>
      <Text size="sm">
        <PageLink to={`/metrics/${alert.metric}`}>
          {words.rule(alert, metric?.name ?? alert.metric, metric?.unit ?? "count", currency)}
        </PageLink>
      </Text>
      <Firings alert={alert} metric={metric} />
      {(emails.length > 0 || webhook !== null) && (
        <Group gap="xs" fz="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
          {emails.length > 0 && (
            <span>
              <Mail size={13} aria-hidden style={{ verticalAlign: "-2px" }} /> {emails.join(", ")}
            </span>
          )}
          {webhook !== null && (
            <span>
              <Webhook size={13} aria-hidden style={{ verticalAlign: "-2px" }} /> {webhook}
            </span>
          )}
        </Group>
      )}
    </article>
  );
}
