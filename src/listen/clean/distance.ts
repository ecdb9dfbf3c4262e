// How near two words are: one slip of the finger (optimal string alignment distance 1 or none).

/** Whether one letter too many, too few, another, or two neighbors swapped make one text of the other. */
export function within1(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1) return false;
  let start = 0;
  while (start < short.length && short[start] === long[start]) start += 1;
  let tail = 0;
  while (tail < short.length - start && short[short.length - 1 - tail] === long[long.length - 1 - tail]) tail += 1;
  const left = short.slice(start, short.length - tail);
  const right = long.slice(start, long.length - tail);
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}
