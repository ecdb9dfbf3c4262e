// Where a lift and its interval lie in a picture on a logarithmic axis: twice as often is as far as half as often. Pure.

/** Lifts beyond lie at the edge: 16 times as often, and a sixteenth. */
const widest = 16;

/** The place of a lift, 0 (far less often) to 1 (far more often); 0.5 is as often as others. */
export function placeOf(lift: number, span: number): number {
  if (lift <= 0) return 0;
  const place = 0.5 + Math.log(lift) / Math.log(span) / 2;
  return Math.min(1, Math.max(0, place));
}

/** The lift at the axis's end: the least power of 2 that covers all ends of intervals. */
export function spanOf(lifts: readonly (number | null)[]): number {
  const sizes = lifts.flatMap((lift) => (lift === null || lift <= 0 ? [] : [Math.max(lift, 1 / lift)]));
  const largest = Math.max(2, ...sizes);
  return Math.min(widest, 2 ** Math.ceil(Math.log2(largest)));
}
