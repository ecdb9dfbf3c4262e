// What a mapping makes of a sample: the events, what Kompas understands of each, or what is wrong.
import { Alert, Code, Stack, Text } from "@mantine/core";
import { CircleCheck, CircleX, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { TrialEvent, WebhookPreview } from "#contract";
import { useWorkspace } from "../../ui/api.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import classes from "./source.module.css";

function Understood({ event }: { readonly event: TrialEvent }) {
  const { t } = useTranslation("source");
  const format = useFormat();
  const time_zone = useWorkspace().data?.time_zone ?? "UTC";
  const { understood, refusal } = event;
  if (understood === null) {
    return (
      <Text size="sm" c="var(--k-bad)">
        <CircleX size={14} aria-hidden /> {t("preview.refused", { reason: refusal?.message || refusal?.code })}
      </Text>
    );
  }
  const money = understood.revenue === null ? "" : ` · ${Number(understood.revenue)} ${understood.currency}`;
  return (
    <>
      <Text size="sm" fw={600} c="var(--k-good)">
        <CircleCheck size={14} aria-hidden /> {understood.name}
        {money}
      </Text>
      <Text size="xs" c="dimmed" className={classes.wrap ?? ""}>
        {understood.identifiers.map(({ kind, value }) => `${kind} ${value}`).join(" · ")}
      </Text>
      <Text size="xs" c="dimmed">
        {format.instant(understood.occurred_at, time_zone)}
      </Text>
    </>
  );
}

interface PreviewProps {
  readonly preview: WebhookPreview | undefined;
  readonly error: Error | null;
}

export function Preview({ preview, error }: PreviewProps) {
  const { t } = useTranslation("source");
  if (error !== null) return <ErrorState error={error} />;
  if (preview === undefined) return null;
  const { events, skipped, faults } = preview;
  return (
    <Stack gap="sm" role="region" aria-label={t("preview.title")} aria-live="polite" data-preview>
      <Text size="sm" fw={600}>
        {t("preview.title")}
      </Text>
      {faults.map(({ target, message }) => (
        <Alert
          key={`${target}:${message}`}
          color="red"
          variant="outline"
          icon={<TriangleAlert size={18} />}
          bg="var(--k-card)"
          title={target === "" ? t("preview.fault") : t("preview.fault_of", { target })}
        >
          {message}
        </Alert>
      ))}
      {events.length === 0 && faults.length === 0 && <Text size="sm">{t("preview.none")}</Text>}
      {skipped > 0 && <Text size="sm">{t("preview.skipped", { count: skipped })}</Text>}
      {events.map((event) => (
        <Stack key={String(event.event.messageId)} gap={4}>
          <Understood event={event} />
          <Code
            block
            tabIndex={0}
            role="region"
            aria-label={t("preview.event")}
            bg="var(--k-sunken)"
            className={classes.json ?? ""}
          >
            {JSON.stringify(event.event, null, 2)}
          </Code>
        </Stack>
      ))}
    </Stack>
  );
}
