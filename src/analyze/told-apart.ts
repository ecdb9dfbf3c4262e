// Names that tell things apart, where people gave several the same.

/** Of several of one name the later ones are counted: "Revenue", "Revenue (2)". */
export function toldApart(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let free = name;
    for (let number = 2; taken.has(free); number += 1) free = `${name} (${number})`;
    taken.add(free);
    return free;
  });
}
