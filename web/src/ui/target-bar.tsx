// A target as a bar: what it has come to, where it will stand with how much doubt, and the mark to be met.
import type { MetricTarget } from "#contract";
import classes from "./target-bar.module.css";

type Shown = Pick<MetricTarget, "value"> & { readonly outlook: Pick<MetricTarget["outlook"], "actual" | "forecast"> };

/** Places in percent of the bar's width; from 0, or from the least of what is shown when that is below it. */
export function barPlaces({ value, outlook: { actual, forecast } }: Shown) {
  const shown = [0, value, actual.value, forecast?.low, forecast?.high].filter((each) => typeof each === "number");
  const least = Math.min(...shown);
  const span = (Math.max(...shown) - least) * 1.04 || 1;
  const place = (each: number) => ((each - least) / span) * 100;
  return {
    target: place(value),
    actual: actual.value === null ? null : place(actual.value),
    expected:
      forecast === null ? null : { at: place(forecast.value), low: place(forecast.low), high: place(forecast.high) },
  };
}

/** Hidden from assistive technology: what stands beside it says the same in figures. */
export function TargetBar({ target }: { readonly target: Shown }) {
  const { target: mark, actual, expected } = barPlaces(target);
  const left = (percent: number) => ({ left: `${percent}%` });
  return (
    <div className={classes.bar} aria-hidden>
      {actual !== null && <div className={classes.actual} style={{ width: `${actual}%` }} />}
      {expected !== null && (
        <>
          <div
            className={classes.band}
            style={{ ...left(expected.low), width: `max(3px, ${expected.high - expected.low}%)` }}
          />
          <div className={classes.expected} style={left(expected.at)} />
        </>
      )}
      <div className={classes.mark} style={left(mark)} />
    </div>
  );
}
