// Why several records are this one person: what joined them, what did not, and how to take one back.
import { Button, Group, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CustomerIdentity, DecisionRequest } from "#contract";
import { apiSend, useApi } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { Confirm } from "../../ui/confirm.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { useMasked, useMay } from "../../ui/me.ts";

interface IdentityCardProps {
  readonly id: string;
  readonly time_zone: string;
}

/** What is about to be decided, with the sentence that asks for it. */
interface Pending {
  readonly request: DecisionRequest;
  readonly text: string;
}

interface PartProps {
  readonly identity: CustomerIdentity;
  readonly time_zone: string;
  readonly onDecide: ((pending: Pending) => void) | undefined;
}

function Merges({ identity, time_zone, onDecide }: PartProps) {
  const { t } = useTranslation("identity");
  const format = useFormat();
  return identity.merges.map(({ at, by, kind, value, source, left, right, stamp }) => {
    const why = by === "decision" ? t("card.by_decision") : t("card.by_identifier", { kind, value });
    return (
      <Group key={`${at} ${kind} ${value} ${stamp}`} justify="space-between" wrap="nowrap" gap="xs">
        <div style={{ minWidth: 0 }}>
          <Text size="sm" style={{ overflowWrap: "anywhere" }}>
            {why}
          </Text>
          <Text size="xs" c="dimmed">
            {[format.instant(at, time_zone), source, t("card.records", { count: left.length + right.length })]
              .filter((part) => part !== "")
              .join(" · ")}
          </Text>
        </div>
        {onDecide !== undefined && (
          <Button
            variant="default"
            size="compact-xs"
            style={{ flexShrink: 0 }}
            onClick={() => onDecide({ request: { kind: "apart", left, right }, text: t("card.unmerge_text", { why }) })}
          >
            {t("card.unmerge")}
          </Button>
        )}
      </Group>
    );
  });
}

/** Identifiers that lead to nobody else, with the reason; those that join can be taken off. */
function Identifiers({ identity, onDecide }: PartProps) {
  const { t } = useTranslation("identity");
  return identity.identifiers.map(({ kind, value, refused, limit_of }) => (
    <Group key={`${kind} ${value}`} justify="space-between" wrap="nowrap" gap="xs">
      <div style={{ minWidth: 0 }}>
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          {kind} {value}
        </Text>
        {refused !== null && (
          <Text size="xs" c="dimmed">
            {t(`refused.${refused}`, { kind: limit_of ?? kind })}
          </Text>
        )}
      </div>
      {onDecide !== undefined && refused === null && (
        <Button
          variant="subtle"
          size="compact-xs"
          style={{ flexShrink: 0 }}
          aria-label={t("card.detach_of", { kind, value })}
          onClick={() =>
            onDecide({
              request: { kind: "detach", identifier_kind: kind, value },
              text: t("card.detach_text", { kind, value }),
            })
          }
        >
          {t("card.detach")}
        </Button>
      )}
    </Group>
  ));
}

interface DecisionsProps {
  readonly decisions: CustomerIdentity["decisions"];
  readonly time_zone: string;
  readonly onUndo: ((id: number) => void) | undefined;
}

function Decisions({ decisions, time_zone, onUndo }: DecisionsProps) {
  const { t } = useTranslation("identity");
  const format = useFormat();
  return decisions.map(({ id, kind, decided_by, decided_at, undone_at, refused, note }) => (
    <Group key={id} justify="space-between" wrap="nowrap" gap="xs">
      <div style={{ minWidth: 0 }}>
        <Text size="sm" {...(undone_at === null ? {} : { td: "line-through", c: "dimmed" })}>
          {t(`decision.${kind}`)}
          {note !== "" && `: ${note}`}
        </Text>
        <Text size="xs" c="dimmed">
          {[
            decided_by,
            format.instant(decided_at, time_zone),
            refused === null ? "" : t(`refused.${refused}`, { kind: "" }),
          ]
            .filter((part) => part !== "")
            .join(" · ")}
        </Text>
      </div>
      {onUndo !== undefined && undone_at === null && (
        <Button variant="default" size="compact-xs" style={{ flexShrink: 0 }} onClick={() => onUndo(id)}>
          {t("card.undo")}
        </Button>
      )}
    </Group>
  ));
}

/** Sends what was decided; afterwards everything that shows customers is read anew. */
function useDecide() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (asked: DecisionRequest | number) =>
      typeof asked === "number"
        ? apiSend<unknown>("POST", `/api/v1/identity/decisions/${asked}/undo`)
        : apiSend<unknown>("POST", "/api/v1/identity/decisions", asked),
    onSuccess: () => client.invalidateQueries(),
  });
}

export function IdentityCard({ id, time_zone }: IdentityCardProps): ReactNode {
  const { t } = useTranslation("identity");
  const { data, error, refetch } = useApi<CustomerIdentity>(
    `/api/v1/customers/${encodeURIComponent(id)}/identity`,
    {},
    { placeholderData: () => undefined },
  );
  const [pending, setPending] = useState<Pending>();
  const [open, setOpen] = useState(false);
  const decide = useDecide();
  // Whoever sees masks would decide about a mask.
  const masked = useMasked();
  const may = useMay("agent") && !masked;
  if (error !== null)
    return (
      <Card title={t("card.title")}>
        <ErrorState error={error} onRetry={() => void refetch()} />
      </Card>
    );
  if (data === undefined) return null;
  const onDecide = may ? setPending : undefined;
  const part = { identity: data, time_zone, onDecide };
  return (
    <Card
      title={t("card.title")}
      subtitle={data.merges.length === 0 ? t("card.alone") : t("card.joined", { count: data.stamps.length })}
    >
      <Stack gap="xs">
        <Merges {...part} />
        <Decisions
          decisions={data.decisions}
          time_zone={time_zone}
          onUndo={may ? (decision) => decide.mutate(decision) : undefined}
        />
        {decide.error !== null && <ErrorState error={decide.error} />}
        <div>
          <Button variant="subtle" size="compact-xs" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t(open ? "card.less" : "card.more", { count: data.identifiers.length })}
          </Button>
        </div>
        {open && <Identifiers {...part} />}
      </Stack>
      <Confirm
        opened={pending !== undefined}
        title={t("card.sure")}
        text={pending?.text ?? ""}
        yes={t("card.yes")}
        keep={t("keep")}
        pending={decide.isPending}
        error={decide.error}
        onYes={() => pending && decide.mutate(pending.request, { onSuccess: () => setPending(undefined) })}
        onClose={() => setPending(undefined)}
      />
    </Card>
  );
}
