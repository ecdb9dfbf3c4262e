// Live: events as they come in, calm enough to be read, each open to its JSON and to how its customer was found.
import { Button, Group, Kbd, Text } from "@mantine/core";
import { ArrowUp, Pause, Play, Radio } from "lucide-react";
import { useCallback, useLayoutEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWorkspace } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { PageButton } from "../../ui/page-button.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { useSearchState } from "../../ui/search.ts";
import { EventDrawer } from "./event-drawer.tsx";
import { EventList } from "./event-list.tsx";
import { movedTo, type Row } from "./feed.ts";
import { Filters, filterOf } from "./filters.tsx";
import classes from "./live.module.css";
import { Pulse } from "./pulse.tsx";
import { useFeed } from "./use-feed.ts";

const controls = "input, select, textarea, [contenteditable], [role=dialog], [role=listbox]";

/** j and k walk the rows, Space pauses; not while somebody types or reads a drawer. Enter is the row's own. */
function useKeys(rows: readonly Row[], toggle: () => void) {
  // Before the rows can be seen: a key that is pressed at once must know them.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { target, key } = event;
      if (event.ctrlKey || event.metaKey || event.altKey || !(target instanceof HTMLElement)) return;
      if (target.closest(controls) !== null) return;
      const row = target.dataset.row;
      if (key === "j" || key === "k") {
        const next = movedTo(rows, row ?? null, key === "j" ? 1 : -1);
        if (next !== null) document.querySelector<HTMLElement>(`[data-row="${CSS.escape(next)}"]`)?.focus();
      } else if (key === " " && (row !== undefined || target.closest("button, a, section[tabindex]") === null)) {
        toggle();
      } else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [rows, toggle]);
}

function Nothing({ filtered }: { readonly filtered: boolean }) {
  const { t } = useTranslation("live");
  if (filtered) return <EmptyState icon={Radio} title={t("empty.filtered")} text={t("empty.filtered_hint")} />;
  return (
    <EmptyState icon={Radio} title={t("empty.title")} text={t("empty.hint")}>
      <PageButton to="/sources">{t("empty.action")}</PageButton>
    </EmptyState>
  );
}

function Keys() {
  const { t } = useTranslation("live");
  const keys = [
    ["j", "k", t("keys.walk")],
    ["Enter", "", t("keys.open")],
    ["Space", "", t("keys.pause")],
  ] as const;
  return (
    <Group gap="md" mt="xs" visibleFrom="sm">
      {keys.map(([one, other, means]) => (
        <Text key={one} size="xs" c="dimmed">
          <Kbd size="xs">{one}</Kbd> {other !== "" && <Kbd size="xs">{other}</Kbd>} {means}
        </Text>
      ))}
    </Group>
  );
}

const at_rest = { pointer: false, focus: false, scrolled: false };

export default function Live() {
  const { t } = useTranslation("live");
  const format = useFormat();
  const time_zone = useWorkspace().data?.time_zone ?? "UTC";
  const [search] = useSearchState();
  const filter = filterOf(search);
  const [paused, setPaused] = useState(false);
  const [opened, setOpened] = useState<Row>();
  const [reading, setReading] = useState(at_rest);
  const held = paused || opened !== undefined || reading.pointer || reading.focus || reading.scrolled;
  const { feed, connection, release, again } = useFeed(filter, held);
  const toggle = useCallback(() => setPaused((now) => !now), []);
  useKeys(feed.rows, toggle);
  const filtered = Object.keys(filter).length > 0;
  const empty = feed.rows.length === 0 && feed.waiting_count === 0;

  return (
    <>
      <PageHead title={t("title")} subtitle={t("lead")}>
        <Button
          variant="default"
          leftSection={paused ? <Play size={15} /> : <Pause size={15} />}
          onClick={toggle}
          aria-pressed={paused}
        >
          {t(paused ? "resume" : "pause")}
        </Button>
      </PageHead>
      <Card>
        <Filters />
        <Group mb="sm">
          <Pulse feed={feed} connection={connection} paused={paused} />
        </Group>
        {connection === "broken" && <ErrorState error={new Error(t("broken"))} onRetry={again} />}
        {connection !== "broken" && empty && <Nothing filtered={filtered} />}
        {!empty && (
          <div className={classes.stage}>
            {feed.waiting_count > 0 && (
              <Button className={classes.new ?? ""} size="xs" leftSection={<ArrowUp size={14} />} onClick={release}>
                {t("new", { count: feed.waiting_count, text: format.count(feed.waiting_count) })}
              </Button>
            )}
            <EventList
              rows={feed.rows}
              time_zone={time_zone}
              onOpen={setOpened}
              onReading={(change) => setReading((now) => ({ ...now, ...change }))}
            />
            <Keys />
          </div>
        )}
      </Card>
      <EventDrawer event={opened?.event} time_zone={time_zone} onClose={() => setOpened(undefined)} />
    </>
  );
}
