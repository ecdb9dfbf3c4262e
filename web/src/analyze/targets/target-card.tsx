// One target: how it stands, in a word, a bar and figures.
import { ActionIcon, Group, Text, Tooltip } from "@mantine/core";
import { Pencil, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { MetricTarget } from "#contract";
import { type Format, useFormat } from "../../ui/format.ts";
import { useKnownName } from "../../ui/known-name.ts";
import { PageLink } from "../../ui/link.tsx";
import { useMay } from "../../ui/me.ts";
import { TargetBar } from "../../ui/target-bar.tsx";
import { TargetStatus } from "../../ui/target-status.tsx";
import classes from "./targets.module.css";

interface TargetCardProps {
  readonly target: MetricTarget;
  readonly onChange: () => void;
  readonly onRemove: () => void;
}

function Figures({ target, format }: { readonly target: MetricTarget; readonly format: Format }) {
  const { t } = useTranslation("targets");
  const { outlook, value, direction } = target;
  const { unit, currency, actual, forecast, reason } = outlook;
  const text = (each: number | null) => format.value(each, unit, currency);
  // Half a customer is not expected.
  const whole = (each: number) => (unit === "count" && Math.abs(each) >= 10 ? Math.round(each) : each);
  const brief = (each: number) => format.brief(whole(each), unit, currency);
  return (
    <dl className={classes.figures}>
      <div>
        <dt>{t("so_far", { day: format.day(outlook.as_of) })}</dt>
        <dd>{text(actual.value)}</dd>
      </div>
      <div>
        <dt>{t("expected")}</dt>
        <dd>
          {forecast === null ? (
            <span className="k-muted">{reason === null ? "" : t(`reason.${reason}`)}</span>
          ) : (
            <>
              {text(whole(forecast.value))}
              <span className={classes.range}>
                {brief(forecast.low)} … {brief(forecast.high)}
              </span>
            </>
          )}
        </dd>
      </div>
      <div>
        <dt>{direction === "up" ? t("at_least") : t("at_most")}</dt>
        <dd>{text(value)}</dd>
      </div>
    </dl>
  );
}

function Actions({ name, onChange, onRemove }: Omit<TargetCardProps, "target"> & { readonly name: string }) {
  const { t } = useTranslation("targets");
  if (!useMay("marketer")) return null;
  return (
    <Group gap={4} wrap="nowrap">
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
    </Group>
  );
}

export function TargetCard({ target, onChange, onRemove }: TargetCardProps) {
  const { t } = useTranslation("targets");
  const format = useFormat();
  const name = useKnownName()(target.metric);
  const { period } = target.outlook;
  const { stretches, of } = target.met;
  const notes = [
    target.owner === null ? t("no_owner") : t("owner", { name: target.owner.name }),
    of === 0 ? "" : t("met", { count: of, stretches }),
  ].filter((note) => note !== "");
  return (
    <article className={`k-card ${classes.target}`} data-target={target.metric}>
      <Group justify="space-between" align="flex-start" wrap="nowrap" gap="xs">
        <div style={{ minWidth: 0 }}>
          <h2 className={classes.name}>
            <PageLink to={`/metrics/${target.metric}`}>{name}</PageLink>
          </h2>
          <Text size="xs" c="dimmed">
            {t(`grain.${target.grain}`)} · {format.period(period.from, period.to)}
          </Text>
        </div>
        <Group gap="xs" wrap="nowrap" align="center">
          <TargetStatus target={target} />
          <Actions name={name} onChange={onChange} onRemove={onRemove} />
        </Group>
      </Group>
      <TargetBar target={target} />
      <Figures target={target} format={format} />
      <Text size="xs" c="dimmed">
        {notes.join(" · ")}
      </Text>
      {target.note !== "" && <Text size="sm">{target.note}</Text>}
    </article>
  );
}
