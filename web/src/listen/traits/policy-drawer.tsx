// The rule of one trait, or of all without their own: chosen, tried, saved.
import { Button, Group, Radio, Skeleton, Stack, Text } from "@mantine/core";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { TraitPolicy, TraitPreview } from "#contract";
import { apiSend } from "../../ui/api.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { PageLink } from "../../ui/link.tsx";
import { SideDrawer } from "../../ui/side-drawer.tsx";
import { SourceOrder } from "./source-order.tsx";

const names = ["newest", "oldest", "source", "complete"] as const;

interface DrawerProps {
  /** "" is the standard. */
  readonly name: string;
  readonly present: TraitPolicy;
  /** The trait has a rule of its own. */
  readonly own: boolean;
  /** Sources that say something of it. */
  readonly sources: readonly string[];
  readonly onClose: () => void;
}

function usePreview(name: string, draft: TraitPolicy) {
  return useQuery({
    queryKey: ["/api/v1/traits/preview", name, draft],
    queryFn: ({ signal }) => apiSend<TraitPreview>("POST", "/api/v1/traits/preview", { name, ...draft }, signal),
    placeholderData: keepPreviousData,
  });
}

function Preview({ name, draft }: { readonly name: string; readonly draft: TraitPolicy }) {
  const { t } = useTranslation("traits");
  const { data, error, refetch } = usePreview(name, draft);
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton height={80} radius="md" />;
  return (
    <Stack gap="xs" role="status">
      <Text fw={600} size="sm">
        {name === "" ? t("preview.any", { count: data.customers }) : t("preview.one", { count: data.customers, name })}
      </Text>
      {data.examples.map((example) => (
        <div key={`${example.customer_id}:${example.name}`} className="k-card" style={{ overflowWrap: "anywhere" }}>
          <Text size="sm">
            <PageLink to={`/customers/${example.customer_id}`}>
              {t("preview.customer", { id: example.customer_id })}
            </PageLink>
            {name === "" && ` · ${example.name}`}
          </Text>
          <Text size="sm">
            <s>{example.value}</s> → <b>{example.new_value}</b>
          </Text>
          <Text size="xs" c="dimmed">
            {t("preview.sources", { before: example.source, after: example.new_source })}
          </Text>
        </div>
      ))}
    </Stack>
  );
}

/** Saves a rule, or with null takes a trait's own away; what shows customers is then read anew. */
function useSave(name: string, onSaved: () => void) {
  const client = useQueryClient();
  const path = name === "" ? "/api/v1/traits/standard" : `/api/v1/traits/own/${encodeURIComponent(name)}`;
  return useMutation({
    mutationFn: (policy: TraitPolicy | null) =>
      policy === null ? apiSend<null>("DELETE", path) : apiSend<null>("PUT", path, policy),
    onSuccess: async () => {
      await client.invalidateQueries();
      onSaved();
    },
  });
}

/** Sources with an order go first as they stand, the others behind them. */
function ordered(first: readonly string[], all: readonly string[]): string[] {
  return [...new Set([...first, ...all])];
}

export function PolicyDrawer({ name, present, own, sources, onClose }: DrawerProps) {
  const { t } = useTranslation("traits");
  const [policy, setPolicy] = useState(present.policy);
  const [order, setOrder] = useState(() => ordered(present.sources, sources));
  const save = useSave(name, onClose);
  const draft: TraitPolicy = { policy, sources: policy === "source" ? order : [] };
  return (
    <SideDrawer opened title={name === "" ? t("standard.title") : t("rule_of", { name })} onClose={onClose}>
      <Stack gap="md">
        <Radio.Group
          label={t("which")}
          value={policy}
          onChange={(value) => setPolicy(names.find((known) => known === value) ?? "newest")}
        >
          <Stack gap="xs" mt="xs">
            {names.map((value) => (
              <Radio key={value} value={value} label={t(`policy.${value}`)} description={t(`policy_hint.${value}`)} />
            ))}
          </Stack>
        </Radio.Group>
        {policy === "source" && <SourceOrder order={order} onChange={setOrder} />}
        <Text size="xs" c="dimmed">
          {t("taken_away")}
        </Text>
        <Preview name={name} draft={draft} />
        {save.error !== null && <ErrorState error={save.error} />}
        <Group gap="xs">
          <Button loading={save.isPending} onClick={() => save.mutate(draft)}>
            {t("save")}
          </Button>
          {own && (
            <Button variant="default" disabled={save.isPending} onClick={() => save.mutate(null)}>
              {t("follow")}
            </Button>
          )}
        </Group>
      </Stack>
    </SideDrawer>
  );
}
