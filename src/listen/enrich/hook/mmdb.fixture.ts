// A small database of countries by address, made by the MaxMind DB format's specification (2.0): for tests alone.

type Datum = string | number | { readonly [name: string]: Datum };

function encoded(value: Datum): Buffer {
  if (typeof value === "string") {
    const text = Buffer.from(value);
    return Buffer.concat([Buffer.of((2 << 5) | text.length), text]);
  }
  // Every number as uint32.
  if (typeof value === "number") return Buffer.of((6 << 5) | 4, value >>> 24, value >>> 16, value >>> 8, value);
  const entries = Object.entries(value);
  const inner = entries.flatMap(([name, each]) => [encoded(name), encoded(each)]);
  return Buffer.concat([Buffer.of((7 << 5) | entries.length), ...inner]);
}

type Node = [Node | string | undefined, Node | string | undefined];

function put(root: Node, network: string, country: string): void {
  const [address = "", length = "32"] = network.split("/");
  const bits = address
    .split(".")
    .map((part) => Number(part).toString(2).padStart(8, "0"))
    .join("")
    .slice(0, Number(length));
  let node = root;
  for (const bit of bits.slice(0, -1)) {
    const next = node[bit === "0" ? 0 : 1];
    if (Array.isArray(next)) node = next;
    else {
      const made: Node = [undefined, undefined];
      node[bit === "0" ? 0 : 1] = made;
      node = made;
    }
  }
  node[bits.endsWith("0") ? 0 : 1] = country;
}

function nodesOf(node: Node, found: Node[] = []): Node[] {
  found.push(node);
  for (const next of node) if (Array.isArray(next)) nodesOf(next, found);
  return found;
}

/** The file's bytes for IPv4 networks, e.g. `{ "81.2.69.0/24": "GB" }`. */
export function mmdbOf(countries: Readonly<Record<string, string>>): Buffer {
  const root: Node = [undefined, undefined];
  for (const [network, country] of Object.entries(countries)) put(root, network, country);
  const nodes = nodesOf(root);
  const offsets = new Map<string, number>();
  const data: Buffer[] = [];
  for (const country of new Set(Object.values(countries))) {
    offsets.set(country, Buffer.concat(data).length);
    data.push(encoded({ country: { iso_code: country } }));
  }
  const record = (next: Node | string | undefined): Buffer => {
    const value = Array.isArray(next)
      ? nodes.indexOf(next)
      : next === undefined
        ? nodes.length
        : nodes.length + 16 + (offsets.get(next) ?? 0);
    return Buffer.of(value >>> 16, value >>> 8, value);
  };
  const metadata = {
    node_count: nodes.length,
    record_size: 24,
    ip_version: 4,
    database_type: "Test-Country",
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: 0,
  };
  const tree = nodes.flatMap(([left, right]) => [record(left), record(right)]);
  const mark = Buffer.concat([Buffer.of(0xab, 0xcd, 0xef), Buffer.from("MaxMind.com")]);
  return Buffer.concat([...tree, Buffer.alloc(16), ...data, mark, encoded(metadata)]);
}
