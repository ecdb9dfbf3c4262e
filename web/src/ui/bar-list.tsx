// A breakdown as a list of bars: each group's name, its figure, and a bar as long as its part of the biggest.
import classes from "./bar-list.module.css";

export interface Bar {
  readonly key: string;
  readonly name: string;
  /** null: not defined. Negative figures get no bar. */
  readonly value: number | null;
  readonly text: string;
  /** A second, muted figure. */
  readonly note?: string;
}

/** An ordinary list of texts: nothing in it is told by the bars alone. */
export function BarList({ bars, label }: { readonly bars: readonly Bar[]; readonly label: string }) {
  const longest = Math.max(0, ...bars.map((bar) => bar.value ?? 0));
  return (
    <ul className={classes.list} aria-label={label}>
      {bars.map((bar) => {
        const part = longest === 0 ? 0 : Math.max(0, bar.value ?? 0) / longest;
        return (
          <li key={bar.key}>
            <div className={classes.line}>
              <span className={classes.name}>{bar.name}</span>
              <span className="k-number">
                {bar.text}
                {bar.note !== undefined && <span className={classes.note}> · {bar.note}</span>}
              </span>
            </div>
            <div className={classes.track}>
              <div className={classes.bar} style={{ width: `${part * 100}%` }} />
            </div>
          </li>
        );
      })}
    </ul>
  );
}
