// The grid of recency x frequency: 25 tiles tinted by customers or revenue, each leading to its segment's customers.
import { SegmentedControl, VisuallyHidden } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RfmAnswer } from "#contract";
import { Card } from "../../ui/card.tsx";
import { TableSwitch } from "../../ui/chart-card.tsx";
import { useClassNames } from "../../ui/class-name.ts";
import { useFormat } from "../../ui/format.ts";
import { PageLink } from "../../ui/link.tsx";
import { useSearchState } from "../../ui/search.ts";
import { SimpleTable, type SimpleTableData } from "../../ui/simple-table.tsx";
import { useHeat } from "../../ui/use-heat.ts";
import classes from "./rfm.module.css";

const scores = [1, 2, 3, 4, 5] as const;
const views = ["customers", "revenue"] as const;
type View = (typeof views)[number];
type RfmTile = RfmAnswer["tiles"][number];

const shareOf = (tile: RfmTile, view: View) => (view === "customers" ? tile.customers_share : tile.revenue_share) ?? 0;

interface TileProps {
  readonly tile: RfmTile;
  readonly view: View;
  readonly strongest: number;
}

function Tile({ tile, view, strongest }: TileProps) {
  const { t } = useTranslation("rfm");
  const names = useClassNames();
  const format = useFormat();
  const heat = useHeat();
  const name = names.of("rfm", tile.class);
  const share = shareOf(tile, view);
  const said = t("tile", {
    name,
    recency: tile.recency,
    frequency: tile.frequency,
    customers: format.count(tile.customers),
    share: format.share(tile.customers_share),
    revenue: format.share(tile.revenue_share),
  });
  if (tile.customers === 0)
    return (
      <td className={classes.nobody}>
        <span aria-hidden>{format.count(0)}</span>
        <VisuallyHidden>{said}</VisuallyHidden>
      </td>
    );
  return (
    <td style={heat(Math.max(0, share) / strongest)}>
      <PageLink to="/customers" search={{ class: `rfm:${tile.class}` }} className={classes.tile ?? ""}>
        <VisuallyHidden>{said}</VisuallyHidden>
        <b aria-hidden>{format.share(share)}</b>
        <span aria-hidden>{format.count(tile.customers)}</span>
        <span aria-hidden className={classes.name}>
          {name}
        </span>
      </PageLink>
    </td>
  );
}

function Grid({ answer, view }: { readonly answer: RfmAnswer; readonly view: View }) {
  const { t } = useTranslation("rfm");
  const strongest = Math.max(...answer.tiles.map((tile) => shareOf(tile, view))) || 1;
  return (
    <div className={classes.box}>
      <table className={`${classes.grid} k-number`} aria-label={t("grid_label")}>
        <thead>
          <tr>
            <td />
            {scores.map((frequency) => (
              <th key={frequency} scope="col">
                <span className={classes.long}>{t("frequency")} </span>
                <abbr title={t("frequency")} className={classes.short}>
                  F
                </abbr>
                {frequency}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {scores.toReversed().map((recency) => (
            <tr key={recency}>
              <th scope="row">
                <span className={classes.long}>{t("recency")} </span>
                <abbr title={t("recency")} className={classes.short}>
                  R
                </abbr>
                {recency}
              </th>
              {answer.tiles
                .filter((tile) => tile.recency === recency)
                .map((tile) => (
                  <Tile key={tile.frequency} tile={tile} view={view} strongest={strongest} />
                ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function useTable({ tiles, currency }: RfmAnswer): SimpleTableData {
  const { t } = useTranslation("rfm");
  const names = useClassNames();
  const format = useFormat();
  return {
    columns: [t("tile_name"), t("segment"), t("customers"), t("customers_share"), t("revenue"), t("revenue_share")],
    rows: tiles.map((tile) => [
      `R${tile.recency} F${tile.frequency}`,
      names.of("rfm", tile.class),
      format.count(tile.customers),
      format.share(tile.customers_share),
      format.money(tile.revenue_minor, currency),
      format.share(tile.revenue_share),
    ]),
  };
}

export function GridCard({ answer }: { readonly answer: RfmAnswer }) {
  const { t } = useTranslation("rfm");
  const [search, setSearch] = useSearchState();
  const [as_table, setAsTable] = useState(false);
  const table = useTable(answer);
  const view: View = search.show === "revenue" ? "revenue" : "customers";
  const actions = (
    <>
      <SegmentedControl
        size="xs"
        aria-label={t("show")}
        value={view}
        onChange={(value) => setSearch({ show: value === "revenue" ? "revenue" : undefined })}
        data={views.map((value) => ({ value, label: t(`${value}_share`) }))}
      />
      <TableSwitch pressed={as_table} onChange={setAsTable} />
    </>
  );
  return (
    <Card title={t("grid")} subtitle={t("grid_hint")} actions={actions}>
      {as_table ? (
        <SimpleTable data={table} label={t("grid_label")} height={460} />
      ) : (
        <Grid answer={answer} view={view} />
      )}
    </Card>
  );
}
