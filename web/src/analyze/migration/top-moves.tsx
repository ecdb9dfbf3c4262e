// The greatest moves from a class to another, as a list; and how many stayed where they were.
import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ClassMoves } from "#contract";
import { BarList } from "../../ui/bar-list.tsx";
import { Card } from "../../ui/card.tsx";
import { useFormat } from "../../ui/format.ts";
import { changesOf } from "./flow.ts";
import { useSideName } from "./side-name.ts";

const shown_max = 10;

export function TopMoves({ moves }: { readonly moves: ClassMoves }) {
  const { t } = useTranslation("migration");
  const format = useFormat();
  const name = useSideName(moves.scheme);
  const all = moves.moves.reduce((sum, { customers }) => sum + customers, 0);
  const changes = changesOf(moves);
  const moved = changes.reduce((sum, { customers }) => sum + customers, 0);
  const bars = changes.slice(0, shown_max).map((move) => ({
    key: `${move.from} ${move.to}`,
    name: t("went", { from: name(move.from, "before"), to: name(move.to, "after") }),
    value: move.customers,
    text: format.count(move.customers),
    note: format.share(move.customers / all),
  }));
  return (
    <Card title={t("top")} subtitle={t("top_hint", { moved: format.count(moved), all: format.count(all) })}>
      {bars.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t("nobody_moved")}
        </Text>
      ) : (
        <BarList bars={bars} label={t("top")} />
      )}
    </Card>
  );
}
