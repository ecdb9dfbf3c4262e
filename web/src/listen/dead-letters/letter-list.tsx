// The letters of one group: looked at one by one, or chosen to be sent again or discarded together.
import { Button, Checkbox, Code, Group, Skeleton, Text, UnstyledButton } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Letter, LetterGroup, LetterSelection } from "#contract";
import { apiGet, useWorkspace } from "../../ui/api.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import classes from "./letters.module.css";

interface LetterListProps {
  readonly group: LetterGroup;
  readonly onOpen: (id: string) => void;
  readonly onReplay: (selection: LetterSelection) => void;
  readonly onDiscard: (selection: LetterSelection) => void;
}

interface Page {
  readonly rows: Letter[];
  readonly next_cursor: string | null;
}

const path = "/api/v1/dead-letters";

function useLetters({ source, code, field, state }: LetterGroup) {
  const inputs = { source, code, field, state };
  return useInfiniteQuery({
    queryKey: [path, inputs],
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) => apiGet<Page>(path, { ...inputs, cursor: pageParam, limit: 20 }, signal),
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
  });
}

function Row({
  letter,
  chosen,
  onChoose,
  onOpen,
}: {
  letter: Letter;
  chosen: boolean;
  onChoose: () => void;
  onOpen: () => void;
}) {
  const { t } = useTranslation("dead-letters");
  const format = useFormat();
  const time_zone = useWorkspace().data?.time_zone ?? "UTC";
  const when = format.instant(letter.received_at, time_zone);
  return (
    <div className={classes.letter}>
      {letter.state === "open" && <Checkbox checked={chosen} onChange={onChoose} aria-label={t("choose", { when })} />}
      <UnstyledButton className={classes.open ?? ""} onClick={onOpen}>
        <Text size="xs" c="dimmed">
          {when}
        </Text>
        <Code className={classes.example ?? ""} bg="transparent" p={0}>
          {letter.body}
        </Code>
      </UnstyledButton>
    </div>
  );
}

export function LetterList({ group, onOpen, onReplay, onDiscard }: LetterListProps) {
  const { t } = useTranslation("dead-letters");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { data, isPending, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useLetters(group);
  const rows = data?.pages.flatMap((page) => page.rows) ?? [];
  const ids = rows.map(({ id }) => id).filter((id) => chosen.has(id));
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  if (isPending) return <Skeleton height={80} radius="md" mt="xs" />;
  if (error !== null) return <ErrorState error={error} />;
  return (
    <div style={{ marginTop: 8 }}>
      {ids.length > 0 && (
        <Group gap="xs" mb={4}>
          <Text size="sm">{t("chosen", { count: ids.length })}</Text>
          <Button size="compact-sm" variant="default" onClick={() => onReplay({ ids })}>
            {t("replay")}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => onDiscard({ ids })}>
            {t("discard")}
          </Button>
        </Group>
      )}
      {rows.map((letter) => (
        <Row
          key={letter.id}
          letter={letter}
          chosen={chosen.has(letter.id)}
          onChoose={() => toggle(letter.id)}
          onOpen={() => onOpen(letter.id)}
        />
      ))}
      {hasNextPage && (
        <Button variant="subtle" size="xs" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </div>
  );
}
