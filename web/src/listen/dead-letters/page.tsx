// Dead letters: what could not be accepted, by reason; looked at, mended, sent again or discarded.
import { Button, Group, SegmentedControl, Select, Skeleton, Stack } from "@mantine/core";
import { FileDown, MailCheck } from "lucide-react";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import type { LetterGroup, LetterSelection } from "#contract";
import { apiUrl, useApi } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { useSearchState } from "../../ui/search.ts";
import { DiscardForm } from "./discard-form.tsx";
import { GroupRow } from "./group-row.tsx";
import { LetterDrawer } from "./letter-drawer.tsx";
import { groupKey, stateOf, states, useReplay } from "./letters.ts";
import { ReplayState } from "./replay-state.tsx";

function Filters({ sources }: { readonly sources: readonly string[] }) {
  const { t } = useTranslation("dead-letters");
  const [search, setSearch] = useSearchState();
  const known = search.source === undefined ? sources : [...new Set([...sources, search.source])];
  return (
    <Group gap="xs">
      <SegmentedControl
        size="sm"
        aria-label={t("state.label")}
        value={stateOf(search.state)}
        onChange={(state) => setSearch({ state: state === "open" ? undefined : state })}
        data={states.map((value) => ({ value, label: t(`state.${value}`) }))}
      />
      <Select
        aria-label={t("source")}
        placeholder={t("all_sources")}
        clearable
        clearButtonProps={{ "aria-label": t("clear") }}
        value={search.source ?? null}
        onChange={(source) => setSearch({ source: source ?? undefined })}
        data={[...known]}
        w={180}
      />
      {search.code !== undefined && (
        <Button variant="default" size="sm" onClick={() => setSearch({ code: undefined })}>
          {t("all_reasons", { code: search.code })}
        </Button>
      )}
    </Group>
  );
}

function Exports() {
  const { t } = useTranslation("dead-letters");
  const [{ source, code, state }] = useSearchState();
  return (
    <>
      {(["jsonl", "csv"] as const).map((ending) => (
        <Button
          key={ending}
          component="a"
          href={apiUrl(`/api/v1/dead-letters.${ending}`, { source, code, state: stateOf(state) })}
          download
          variant="default"
          leftSection={<FileDown size={15} />}
        >
          {t(`export.${ending}`)}
        </Button>
      ))}
    </>
  );
}

export default function DeadLetters() {
  const { t } = useTranslation("dead-letters");
  const [search, setSearch] = useSearchState();
  const { source, code, letter } = search;
  const state = stateOf(search.state);
  const replaying = useReplay();
  const [discarding, setDiscarding] = useState<LetterSelection>();
  const answer = useApi<{ rows: LetterGroup[] }>("/api/v1/dead-letters/groups", { state, source, code });
  const rows = answer.data?.rows ?? [];
  const open = useCallback((id: string) => setSearch({ letter: id }, { push: true }), [setSearch]);
  const moved = useCallback((id: string) => setSearch({ letter: id }), [setSearch]);
  const close = useCallback(() => setSearch({ letter: undefined }), [setSearch]);
  const filtered = source !== undefined || code !== undefined;
  return (
    <>
      <PageHead title={t("title")} subtitle={t("lead")}>
        <Exports />
      </PageHead>
      <Stack gap="sm">
        <Filters sources={[...new Set(rows.map((row) => row.source))].sort()} />
        <ReplayState replaying={replaying} />
        {answer.isPending && <Skeleton height={300} radius="lg" />}
        {answer.isError && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
        {answer.isSuccess && (
          <Card>
            {rows.length === 0 && (
              <EmptyState
                icon={MailCheck}
                title={t(filtered ? "empty.filtered" : `empty.${state}`)}
                text={t(filtered ? "empty.filtered_text" : `empty.${state}_text`)}
              />
            )}
            {rows.map((group) => (
              <GroupRow
                key={groupKey(group)}
                group={group}
                busy={replaying.running}
                onOpen={open}
                onReplay={replaying.start}
                onDiscard={setDiscarding}
              />
            ))}
          </Card>
        )}
      </Stack>
      <LetterDrawer
        id={letter}
        onClose={close}
        onMoved={moved}
        onDiscard={(selection) => {
          close();
          setDiscarding(selection);
        }}
      />
      <DiscardForm selection={discarding} onClose={() => setDiscarding(undefined)} />
    </>
  );
}
