// Where two texts differ, letter by letter.

/** A stretch of a text that the other text has too, or has not. */
export interface Piece {
  readonly text: string;
  readonly same: boolean;
}

const longest = 120;

function foldedLetters(text: string): { letters: string[]; folded: string[] } {
  const letters = [...text.normalize("NFC")];
  // Case and accents are spelling, not a difference that tells persons apart.
  const folded = letters.map((letter) =>
    letter.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace("ł", "l"),
  );
  return { letters, folded };
}

/** Lengths of the longest common subsequences of the texts' ends from each place on. */
function commonLengths(left: readonly string[], right: readonly string[]): number[][] {
  const lengths = Array.from({ length: left.length + 1 }, () => new Array<number>(right.length + 1).fill(0));
  const at = (row: number, column: number) => lengths[row]?.[column] ?? 0;
  for (let row = left.length - 1; row >= 0; row -= 1) {
    for (let column = right.length - 1; column >= 0; column -= 1) {
      const cells = lengths[row] ?? [];
      cells[column] =
        left[row] === right[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  return lengths;
}

function piecesOf(letters: readonly string[], kept: ReadonlySet<number>): Piece[] {
  const pieces: { text: string; same: boolean }[] = [];
  letters.forEach((letter, index) => {
    const same = kept.has(index);
    const last = pieces.at(-1);
    if (last?.same === same) last.text += letter;
    else pieces.push({ text: letter, same });
  });
  return pieces;
}

/** Both texts in pieces: what is common in the same order, and what is not. Very long texts stay whole. */
export function difference(left: string, right: string): { left: readonly Piece[]; right: readonly Piece[] } {
  const one = foldedLetters(left);
  const other = foldedLetters(right);
  if (one.letters.length > longest || other.letters.length > longest) {
    return { left: [{ text: left, same: false }], right: [{ text: right, same: false }] };
  }
  const lengths = commonLengths(one.folded, other.folded);
  const of_left = new Set<number>();
  const of_right = new Set<number>();
  let [row, column] = [0, 0];
  while (row < one.letters.length && column < other.letters.length) {
    if (one.folded[row] === other.folded[column]) {
      of_left.add(row);
      of_right.add(column);
      row += 1;
      column += 1;
    } else if ((lengths[row + 1]?.[column] ?? 0) >= (lengths[row]?.[column + 1] ?? 0)) row += 1;
    else column += 1;
  }
  return { left: piecesOf(one.letters, of_left), right: piecesOf(other.letters, of_right) };
}
