// Segments: who they are in words, how large, how they move; new ones; how they overlap.
import { CloseButton, SegmentedControl, Skeleton, Stack, TextInput } from "@mantine/core";
import { Search as SearchIcon, Shapes } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Segments as SegmentsAnswer } from "#contract";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { useSearchState } from "../../ui/search.ts";
import { CreateMenu } from "./create-menu.tsx";
import { OverlapCard } from "./overlap-card.tsx";
import { ReadyCard } from "./ready-card.tsx";
import { SegmentRow } from "./segment-row.tsx";
import classes from "./segments.module.css";
import { found, useSegments } from "./segments.ts";

function List({ answer }: { readonly answer: SegmentsAnswer }) {
  const { t } = useTranslation("segments");
  const [search, setSearch] = useSearchState();
  const text = search.q ?? "";
  const rows = found(answer.rows, text);
  if (answer.rows.length === 0)
    return (
      <Card>
        <EmptyState icon={Shapes} title={t("empty")} text={t("empty_hint")} />
      </Card>
    );
  return (
    <Card>
      <TextInput
        type="search"
        aria-label={t("search")}
        placeholder={t("search")}
        value={text}
        maw={360}
        mb="xs"
        leftSection={<SearchIcon size={15} />}
        rightSection={
          text === "" ? undefined : (
            <CloseButton size="sm" aria-label={t("search_clear")} onClick={() => setSearch({ q: undefined })} />
          )
        }
        onChange={({ currentTarget: { value } }) => setSearch({ q: value === "" ? undefined : value })}
      />
      {rows.length === 0 && <EmptyState icon={Shapes} title={t("none", { text })} />}
      <ul className={classes.list} aria-label={t("title")}>
        {rows.map((segment) => (
          <SegmentRow key={segment.id} segment={segment} all={answer.customers} />
        ))}
      </ul>
    </Card>
  );
}

export default function Segments() {
  // The words of conditions come with the page: asked for later, the whole page would wait for them.
  const { t } = useTranslation(["segments", "condition", "metric"]);
  const [search, setSearch] = useSearchState();
  const answer = useSegments();
  const overlap = search.view === "overlap";
  return (
    <>
      <PageHead title={t("title")} subtitle={t("lead")}>
        <SegmentedControl
          size="sm"
          aria-label={t("view")}
          value={overlap ? "overlap" : "list"}
          data={[
            { value: "list", label: t("title") },
            { value: "overlap", label: t("overlap.title") },
          ]}
          onChange={(view) => setSearch({ view: view === "overlap" ? view : undefined })}
        />
        <CreateMenu />
      </PageHead>
      {answer.isError && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Skeleton height={320} radius="lg" />}
      {answer.data !== undefined && (
        <Stack gap="sm">
          {overlap ? (
            <OverlapCard rows={answer.data.rows} />
          ) : (
            <>
              <List answer={answer.data} />
              <ReadyCard rows={answer.data.rows} />
            </>
          )}
        </Stack>
      )}
    </>
  );
}
