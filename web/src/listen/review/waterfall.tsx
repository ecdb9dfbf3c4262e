// Why a pair has its probability: the waterfall of its comparisons, each with its level and its bits.
import { useTranslation } from "react-i18next";
import type { ReviewPairWhole } from "#contract";
import { useFormat } from "../../ui/format.ts";
import { levelName } from "../../ui/match-level.ts";
import { type Bar, waterfallOf } from "./bars.ts";
import classes from "./waterfall.module.css";

function Row({ bar, zero }: { readonly bar: Bar; readonly zero: number }) {
  const { t, i18n } = useTranslation("review");
  const format = useFormat();
  const prior = bar.key === "prior";
  const name = i18n.exists(`review:field.${bar.name}`) ? t(`field.${bar.name}`) : bar.name;
  // Rounded first: a hair below zero is no minus.
  const tenths = Math.round(bar.bits * 10) / 10;
  const bits = `${tenths > 0 ? "+" : tenths < 0 ? "−" : ""}${format.count(Math.abs(tenths))}`;
  const left = Math.min(bar.from, bar.to);
  const kind = prior ? classes.prior : bar.bits >= 0 ? classes.up : classes.down;
  return (
    <tr>
      <th scope="row">{prior ? t("why.prior") : name}</th>
      <td className={classes.label}>{prior ? "" : levelName(t, bar.label)}</td>
      <td className="k-number" align="right">
        {bits}
      </td>
      <td className={classes.cell} aria-hidden>
        <div className={classes.track}>
          <div className={classes.zero} style={{ left: `${zero * 100}%` }} />
          <div
            className={`${classes.bar} ${kind}`}
            style={{ left: `${left * 100}%`, width: `max(2px, ${Math.abs(bar.to - bar.from) * 100}%)` }}
          />
        </div>
      </td>
    </tr>
  );
}

export function Waterfall({ pair }: { readonly pair: ReviewPairWhole }) {
  const { t } = useTranslation("review");
  const format = useFormat();
  const { bars, zero } = waterfallOf(pair.prior_weight, pair.levels);
  const total = Math.round(pair.weight * 10) / 10;
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={t("why.title")}>
        <thead>
          <tr>
            <th scope="col">{t("why.comparison")}</th>
            <th scope="col">{t("why.level")}</th>
            <th scope="col" className={classes.bits}>
              {t("why.bits")}
            </th>
            <td className={classes.cell} />
          </tr>
        </thead>
        <tbody>
          {bars.map((bar) => (
            <Row key={bar.key} bar={bar} zero={zero} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              {t("why.sum")}
            </th>
            <td className="k-number" align="right">
              {format.count(total)}
            </td>
            <td className={classes.cell}>{t("why.share", { share: format.share(pair.probability) })}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
