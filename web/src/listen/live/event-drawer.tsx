// One event in full: what became of it, who it was and how that is known, its times, its own JSON.
import { Badge, Code, Group, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { LiveEvent } from "#contract";
import { hasPage } from "../../pages.ts";
import { Copy } from "../../ui/copy.tsx";
import { useFormat } from "../../ui/format.ts";
import { PageLink } from "../../ui/link.tsx";
import { SideDrawer } from "../../ui/side-drawer.tsx";
import { pretty } from "./feed.ts";
import { Identity } from "./identity.tsx";
import classes from "./live.module.css";
import { OutcomeMark } from "./outcome-mark.tsx";
import { moment } from "./time.ts";

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <Title order={3} fz={14} mb={6}>
        {title}
      </Title>
      {children}
    </section>
  );
}

/** Why it was not taken, and where it can be mended. */
function Reason({ event }: { readonly event: LiveEvent }) {
  const { t, i18n } = useTranslation("live");
  const { reason, outcome } = event;
  if (reason === null) return null;
  const known = i18n.exists(`live:reason.${reason.code}`);
  return (
    <Part title={t(outcome === "dropped" ? "why_dropped" : "why_refused")}>
      <Text size="sm">{known ? t(`reason.${reason.code}`) : reason.message}</Text>
      {reason.field !== null && (
        <Text size="sm" c="dimmed">
          {t("field", { field: reason.field })}
        </Text>
      )}
      <Text size="xs" c="dimmed" mt={2}>
        {reason.code}
      </Text>
      <Group gap="md" mt="xs" fz="sm">
        {outcome === "refused" && hasPage("dead-letters") && (
          <PageLink to="/dead-letters" search={{ source: event.source, code: reason.code }}>
            {t("to_dead_letters")}
          </PageLink>
        )}
        {outcome === "dropped" && <PageLink to="/blocks">{t("to_blocks")}</PageLink>}
      </Group>
    </Part>
  );
}

function Times({ event, time_zone }: { readonly event: LiveEvent; readonly time_zone: string }) {
  const { t } = useTranslation("live");
  const { locale } = useFormat();
  const times = [
    ["occurred", event.occurred_at],
    ["original", event.original_at],
    ["sent", event.sent_at],
    ["received", event.received_at],
  ] as const;
  return (
    <Part title={t("times")}>
      <dl className={`${classes.times} k-number`}>
        {times.map(([name, at]) => (
          <div key={name} style={{ display: "contents" }}>
            <dt>{t(`time.${name}`)}</dt>
            <dd>{at === null ? <span className="k-muted">{t("time.none")}</span> : moment(at, locale, time_zone)}</dd>
          </div>
        ))}
      </dl>
      <Text size="xs" c="dimmed" mt={6}>
        {t("times_how", { zone: time_zone })}
      </Text>
    </Part>
  );
}

function Json({ event }: { readonly event: LiveEvent }) {
  const { t } = useTranslation("live");
  const { body, outcome } = event;
  if (body === null) {
    return (
      <Part title={t("json")}>
        <Text size="sm" c="dimmed">
          {t(outcome === "dropped" ? "json_dropped" : "json_elsewhere")}
        </Text>
      </Part>
    );
  }
  const text = pretty(body);
  return (
    <section>
      <Group justify="space-between" mb={6}>
        <Title order={3} fz={14}>
          {t("json")}
        </Title>
        <Copy value={text} />
      </Group>
      <Code block tabIndex={0} role="region" aria-label={t("json")} bg="var(--k-sunken)" className={classes.code ?? ""}>
        {text}
      </Code>
    </section>
  );
}

function Content({ event, time_zone }: { readonly event: LiveEvent; readonly time_zone: string }) {
  const { t, i18n } = useTranslation("live");
  return (
    <Stack gap="lg">
      <Group gap="md" fz="sm">
        <OutcomeMark outcome={event.outcome} />
        <Text span size="sm" c="dimmed">
          {[i18n.exists(`live:type.${event.type}`) ? t(`type.${event.type}`) : event.type, event.source_name]
            .filter((text) => text !== "")
            .join(" · ")}
        </Text>
      </Group>
      <Reason event={event} />
      {event.outcome !== "dropped" && <Identity event={event} />}
      {event.flags.length > 0 && (
        <Part title={t("flags")}>
          <Group gap={6}>
            {event.flags.map((flag) => (
              <Badge key={flag} variant="outline" color="yellow" tt="none" radius="sm" c="var(--k-warn)">
                {i18n.exists(`live:flag.${flag}`) ? t(`flag.${flag}`) : flag}
              </Badge>
            ))}
          </Group>
        </Part>
      )}
      <Times event={event} time_zone={time_zone} />
      <Json event={event} />
    </Stack>
  );
}

interface EventDrawerProps {
  /** undefined closes the drawer. */
  readonly event: LiveEvent | undefined;
  readonly time_zone: string;
  readonly onClose: () => void;
}

export function EventDrawer({ event, time_zone, onClose }: EventDrawerProps) {
  const { t } = useTranslation("live");
  const name = event?.name || t("event");
  return (
    <SideDrawer opened={event !== undefined} title={name} onClose={onClose}>
      {event !== undefined && <Content event={event} time_zone={time_zone} />}
    </SideDrawer>
  );
}
