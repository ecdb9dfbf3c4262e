// The review queue: two records beside each other, answered by a key, until nothing waits.
import { Button, SegmentedControl, Skeleton, Stack, Text } from "@mantine/core";
import { GitCompareArrows } from "lucide-react";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ReviewPairWhole, ReviewQueue } from "#contract";
import { useApi } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { PageLink } from "../../ui/link.tsx";
import { useMay } from "../../ui/me.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { useSearchState } from "../../ui/search.ts";
import { AgreementCard } from "./agreement-card.tsx";
import { OutcomeNote, PairCard } from "./pair-card.tsx";
import { type Deed, type Outcome, type Review, useKeys, useReview } from "./review.ts";
import { SettledCard } from "./settled-card.tsx";

/** The pair that the address names, if any: it stands before the queue until it is answered or left. */
function useNamed(id: string | undefined) {
  return useApi<ReviewPairWhole>(
    `/api/v1/review/pairs/${id}`,
    {},
    { enabled: id !== undefined, placeholderData: () => undefined, staleTime: 0 },
  );
}

function Nothing({ undoable, onUndo }: { readonly undoable: boolean; readonly onUndo: () => void }) {
  const { t } = useTranslation("review");
  return (
    <Card>
      <EmptyState icon={GitCompareArrows} title={t("empty.title")} text={t("empty.text")}>
        <PageLink to="/matching">{t("empty.action")}</PageLink>
        {undoable && (
          <Button variant="subtle" size="xs" onClick={onUndo}>
            {t("deed.undo")}
          </Button>
        )}
      </EmptyState>
    </Card>
  );
}

interface DeskProps {
  readonly review: Review;
  readonly named: ReviewPairWhole | undefined;
  readonly leave: () => void;
}

function Desk({ review, named, leave }: DeskProps) {
  const { next, answer, undo, busy } = review;
  const pair = named ?? next.data?.pair ?? null;
  const undoable = next.data?.undoable ?? false;
  const waits = pair?.state === "open" || pair?.state === "disputed";
  const id = pair?.id;
  const act = useCallback(
    (deed: Deed) => {
      if (busy) return;
      if (deed === "undo") {
        if (undoable) undo.mutate(undefined, { onSuccess: leave });
      } else if (id !== undefined && waits) answer.mutate({ id, answer: deed }, { onSuccess: leave });
    },
    [answer, busy, id, leave, undo, undoable, waits],
  );
  useKeys(act);
  if (pair === null) return <Nothing undoable={undoable} onUndo={() => act("undo")} />;
  return <PairCard pair={pair} busy={busy} undoable={undoable} act={act} />;
}

export default function ReviewPage() {
  const { t } = useTranslation("review");
  const format = useFormat();
  const [search, setSearch] = useSearchState();
  const [outcome, setOutcome] = useState<Outcome>();
  const queue: ReviewQueue = search.queue === "disputed" ? "disputed" : "open";
  const review = useReview(queue, setOutcome);
  const named = useNamed(search.pair);
  const rules = useMay("analyst");
  const leave = useCallback(() => setSearch({ pair: undefined }), [setSearch]);
  const { data, isPending, error, refetch } = review.next;
  const fault = review.answer.error ?? review.undo.error ?? named.error;
  return (
    <>
      <PageHead title={t("title")} subtitle={t("lead")}>
        {rules && (
          <SegmentedControl
            aria-label={t("queue.label")}
            value={queue}
            onChange={(value) => setSearch({ queue: value === "open" ? undefined : value, pair: undefined })}
            data={[
              { value: "open", label: t("queue.open") },
              { value: "disputed", label: t("queue.disputed", { disputed: format.count(data?.disputed ?? 0) }) },
            ]}
          />
        )}
      </PageHead>
      <Stack gap="var(--k-gap)">
        {data !== undefined && (
          <Text size="sm" c="dimmed" className="k-number" role="status">
            {t("waiting", { count: data.waiting, text: format.count(data.waiting) })} ·{" "}
            {t("given", { count: data.given, text: format.count(data.given) })}
          </Text>
        )}
        {outcome !== undefined && <OutcomeNote outcome={outcome} />}
        {fault !== null && <ErrorState error={fault} />}
        {isPending && <Skeleton height={420} radius="lg" />}
        {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
        {data !== undefined && (
          <Desk review={review} named={search.pair === undefined ? undefined : named.data} leave={leave} />
        )}
        <AgreementCard />
        <SettledCard />
      </Stack>
    </>
  );
}
