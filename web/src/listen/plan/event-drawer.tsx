// One event of the plan: what it means, its state, its properties; changes are kept at once.
import { Alert, Button, Group, SegmentedControl, Stack, Text, Textarea, Title } from "@mantine/core";
import { CheckCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { PlanEvent } from "#contract";
import { useWorkspace } from "../../ui/api.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { SideDrawer } from "../../ui/side-drawer.tsx";
import { isState, type PlanChange, states, titleOf, volumeOf } from "./plan.ts";
import { PropertyRow } from "./property-row.tsx";

interface EventDrawerProps {
  /** undefined closes the drawer. */
  readonly event: PlanEvent | undefined;
  readonly change: PlanChange;
  readonly onClose: () => void;
}

function Facts({ event }: { readonly event: PlanEvent }) {
  const { t } = useTranslation("plan");
  const format = useFormat();
  const time_zone = useWorkspace().data?.time_zone ?? "UTC";
  const { source, type, first_seen_at, last_seen_at, meaning } = event;
  const volume = volumeOf(event);
  return (
    <div>
      <Text size="sm" c="dimmed">
        {[source, type, t("volume", { count: volume, volume: format.count(volume) })].join(" · ")}
      </Text>
      {first_seen_at !== null && (
        <Text size="sm" c="dimmed">
          {t("seen", {
            first: format.instant(first_seen_at, time_zone),
            last: format.instant(last_seen_at, time_zone),
          })}
        </Text>
      )}
      {meaning !== null && (
        <Text size="sm" mt={6}>
          {t("meaning", { meaning })}
        </Text>
      )}
    </div>
  );
}

function Content({ event, change }: { readonly event: PlanEvent; readonly change: PlanChange }) {
  const { t } = useTranslation("plan");
  const { id, state, description, properties, too_many_names } = event;
  const fresh = properties.filter((property) => property.state === "new").length;
  return (
    <Stack gap="md">
      <Facts event={event} />
      {change.error !== null && <ErrorState error={change.error} />}
      <SegmentedControl
        aria-label={t("state.of", { name: titleOf(event) })}
        value={state}
        onChange={(value) => isState(value) && change.event(id, { state: value })}
        data={states.map((value) => ({ value, label: t(`state.${value}`) }))}
      />
      <Textarea
        label={t("description")}
        defaultValue={description}
        autosize
        minRows={2}
        maxLength={2000}
        onBlur={({ currentTarget: { value } }) => value !== description && change.event(id, { description: value })}
      />
      {too_many_names && (
        <Alert color="yellow" variant="outline" bg="var(--k-card)">
          {t("too_many_properties")}
        </Alert>
      )}
      <div>
        <Group justify="space-between" mb={6}>
          <Title order={3} fz={14}>
            {t("properties", { count: properties.length })}
          </Title>
          <Button
            size="xs"
            variant="default"
            leftSection={<CheckCheck size={14} />}
            disabled={state === "ignored" || (fresh === 0 && state === "approved")}
            loading={change.pending === `events/${id}/approve`}
            onClick={() => change.approveEvent(id)}
          >
            {t("approve_event")}
          </Button>
        </Group>
        {properties.map((property) => (
          <PropertyRow
            key={property.name}
            property={property}
            onChange={(values) => change.event(id, { properties: [{ name: property.name, ...values }] })}
          />
        ))}
      </div>
    </Stack>
  );
}

export function EventDrawer({ event, change, onClose }: EventDrawerProps) {
  const name = event === undefined ? "" : titleOf(event);
  return (
    <SideDrawer opened={event !== undefined} title={name} onClose={onClose}>
      {event !== undefined && <Content key={event.id} event={event} change={change} />}
    </SideDrawer>
  );
}
