// The tracking plan: what each source sends, what of it was approved, and what departs from it.
import { Button, CloseButton, Group, Select, Skeleton, Stack, TextInput } from "@mantine/core";
import { FileDown, FileUp, ListChecks, Search as SearchIcon } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Plan, PlanEvent } from "#contract";
import { hasPage } from "../../pages.ts";
import { useApi } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { PageLink } from "../../ui/link.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { useSearchState } from "../../ui/search.ts";
import { EventDrawer } from "./event-drawer.tsx";
import { EventTable } from "./event-table.tsx";
import { shownEvents, states, usePlanChange } from "./plan.ts";
import { SchemaImport } from "./schema-import.tsx";
import { SourcesCard } from "./sources-card.tsx";
import { ViolationsCard } from "./violations-card.tsx";

function Filters({ sources }: { readonly sources: readonly string[] }) {
  const { t } = useTranslation("plan");
  const [search, setSearch] = useSearchState();
  return (
    <Group gap="xs" mb="sm">
      <TextInput
        type="search"
        aria-label={t("search")}
        placeholder={t("search")}
        value={search.q ?? ""}
        onChange={(event) => setSearch({ q: event.currentTarget.value || undefined })}
        leftSection={<SearchIcon size={15} />}
        rightSection={
          search.q === undefined ? undefined : (
            <CloseButton size="sm" aria-label={t("clear")} onClick={() => setSearch({ q: undefined })} />
          )
        }
        style={{ flex: "1 1 200px", maxWidth: 320 }}
      />
      <Select
        aria-label={t("column.source")}
        placeholder={t("all_sources")}
        clearable
        clearButtonProps={{ "aria-label": t("clear") }}
        value={search.source ?? null}
        onChange={(source) => setSearch({ source: source ?? undefined })}
        data={[...sources]}
        w={180}
      />
      <Select
        aria-label={t("column.state")}
        placeholder={t("all_states")}
        clearable
        clearButtonProps={{ "aria-label": t("clear") }}
        value={search.state ?? null}
        onChange={(state) => setSearch({ state: state ?? undefined })}
        data={states.map((value) => ({ value, label: t(`state.${value}`) }))}
        w={160}
      />
    </Group>
  );
}

function Whole({ plan }: { readonly plan: Plan }) {
  const { t } = useTranslation("plan");
  const [search, setSearch] = useSearchState();
  const change = usePlanChange();
  const { sources, events } = plan;
  const shown = useMemo(() => shownEvents(events, search), [events, search]);
  const fresh = useMemo(
    () =>
      new Set(
        events
          .filter(
            ({ state, properties }) =>
              state === "new" || (state === "approved" && properties.some((one) => one.state === "new")),
          )
          .map(({ source }) => source),
      ),
    [events],
  );
  const open = useCallback((event: PlanEvent) => setSearch({ event: String(event.id) }, { push: true }), [setSearch]);
  return (
    <Stack gap="sm">
      {change.error !== null && search.event === undefined && <ErrorState error={change.error} />}
      <SourcesCard
        sources={sources.filter(({ source }) => search.source === undefined || source === search.source)}
        fresh={fresh}
        change={change}
      />
      <ViolationsCard source={search.source} />
      <Card title={t("events.title")}>
        <Filters sources={sources.map(({ source }) => source)} />
        <EventTable events={shown} onOpen={open} />
      </Card>
      <EventDrawer
        event={events.find(({ id }) => String(id) === search.event)}
        change={change}
        onClose={() => setSearch({ event: undefined })}
      />
    </Stack>
  );
}

export default function PlanPage() {
  const { t } = useTranslation("plan");
  const [bringing, setBringing] = useState(false);
  const { data, isPending, error, refetch } = useApi<Plan>("/api/v1/plan");
  return (
    <>
      <PageHead title={t("title")} subtitle={t("lead")}>
        <Button variant="default" leftSection={<FileUp size={15} />} onClick={() => setBringing(true)}>
          {t("schema.in")}
        </Button>
        <Button
          component="a"
          href="/api/v1/plan.schema.json"
          download
          variant="default"
          leftSection={<FileDown size={15} />}
        >
          {t("schema.out")}
        </Button>
      </PageHead>
      {isPending && <Skeleton height={400} radius="lg" />}
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data !== undefined && data.events.length === 0 && (
        <Card>
          <EmptyState icon={ListChecks} title={t("empty.title")} text={t("empty.text")}>
            {hasPage("sources") && <PageLink to="/sources">{t("empty.action")}</PageLink>}
          </EmptyState>
        </Card>
      )}
      {data !== undefined && data.events.length > 0 && <Whole plan={data} />}
      <SchemaImport opened={bringing} onClose={() => setBringing(false)} />
    </>
  );
}
