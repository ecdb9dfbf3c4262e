// The diagram of the moves, and the same figures as a table.
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { ClassMoves } from "#contract";
import { ChartCard } from "../../ui/chart-card.tsx";
import { useFormat } from "../../ui/format.ts";
import type { Tokens } from "../../ui/tokens.ts";
import { flowOption, sidesOf } from "./flow.ts";
import { useSideName } from "./side-name.ts";

export function FlowCard({ moves }: { readonly moves: ClassMoves }) {
  const { t } = useTranslation("migration");
  const format = useFormat();
  const name = useSideName(moves.scheme);
  const build = useCallback(
    (of: Tokens) => flowOption(moves, { name, count: format.count }, of),
    [moves, name, format],
  );
  const table = {
    columns: [t("move"), t("customers")],
    rows: moves.moves.map((move) => [
      t(move.from === move.to ? "stayed" : "went", { from: name(move.from, "before"), to: name(move.to, "after") }),
      format.count(move.customers),
    ]),
  };
  const { before, after } = sidesOf(moves);
  const subtitle =
    moves.from === null || moves.to === null
      ? undefined
      : t("between", { from: format.day(moves.from), to: format.day(moves.to) });
  return (
    <ChartCard
      title={t("flow")}
      subtitle={subtitle}
      label={t("flow_label")}
      build={build}
      table={table}
      height={Math.max(320, 60 * Math.max(before.length, after.length))}
    />
  );
}
