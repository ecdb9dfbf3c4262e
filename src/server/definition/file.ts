// Files of definitions: read with the line of each item, and written out of what stands.
import { Document, isMap, isScalar, isSeq, LineCounter, parseDocument, visit, type YAMLError } from "yaml";
import { type DefinitionFault, type DefinitionFile, type Definitions, definitionsFormat } from "#contract";
import type { Kind } from "./registry.ts";
import { isFields, type Path } from "./shape.ts";

/** An item as somebody wrote it. */
export interface Written {
  readonly kind: Kind;
  readonly value: unknown;
  /** The fault of a field below the item, at its line. */
  fault(below: Path, message: string): DefinitionFault;
  readonly place: { readonly file: string; readonly line: number };
}

export interface Read {
  readonly items: readonly Written[];
  /** The kinds that the files speak of, those of which they say that there is nothing too. */
  readonly named: ReadonlySet<string>;
  readonly faults: readonly DefinitionFault[];
}

/** The line of what stands at a path, or of what it would stand in. */
function lineOf(root: unknown, path: Path, lines: LineCounter): number {
  let node = root;
  let offset = 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => (isScalar(key) ? String(key.value) : String(key)) === String(step));
      if (!pair) break;
      if (isScalar(pair.key)) offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      const item: unknown = node.items[Number(step)];
      if (item === undefined) break;
      if (isMap(item) || isSeq(item) || isScalar(item)) offset = item.range?.[0] ?? offset;
      node = item;
    } else break;
  }
  return lines.linePos(offset).line;
}

const notYaml = ({ message }: YAMLError): string => `This is no YAML: ${message.split(" at line")[0] ?? message}`;

function readFile({ name: file, text }: DefinitionFile, kinds: readonly Kind[]): Read {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, version: "1.2", merge: false });
  const broken = [...document.errors, ...document.warnings].map((fault) => ({
    ...{ file, field: "", line: lines.linePos(fault.pos[0]).line },
    message: notYaml(fault),
  }));
  const nothing = { items: [], named: new Set<string>() };
  if (broken.length > 0) return { ...nothing, faults: broken };
  const at = (path: Path, message: string): DefinitionFault => ({
    ...{ file, field: path.join("."), message },
    line: lineOf(document.contents, path, lines),
  });
  const whole: unknown = document.toJS();
  if (!isFields(whole) || whole.kompas === undefined)
    return {
      ...nothing,
      faults: [at([], `Begin the file with "kompas: ${definitionsFormat}", the version of its format`)],
    };
  const { kompas: version, ...parts } = whole;
  if (version !== definitionsFormat)
    return { ...nothing, faults: [at(["kompas"], `This Kompas reads files of version ${definitionsFormat}`)] };
  const items: Written[] = [];
  const faults: DefinitionFault[] = [];
  const written = (kind: Kind, path: Path, value: unknown): Written => ({
    ...{ kind, value },
    fault: (below, message) => at([...path, ...below], message),
    place: { file, line: lineOf(document.contents, path, lines) },
  });
  for (const [name, part] of Object.entries(parts)) {
    const kind = kinds.find((each) => each.kind === name);
    if (!kind)
      faults.push(
        at([name], `There are no definitions "${name}"; there are ${kinds.map(({ kind }) => kind).join(", ")}`),
      );
    else if (part === null) continue;
    else if (!kind.keyOf) items.push(written(kind, [name], part));
    else if (Array.isArray(part)) items.push(...part.map((value, index) => written(kind, [name, index], value)));
    else faults.push(at([name], `Write "${name}" as a list: each item behind a dash`));
  }
  return { items, named: new Set(Object.keys(parts)), faults };
}

/** What files say, each item with its place. */
export function readFiles(files: readonly DefinitionFile[], kinds: readonly Kind[]): Read {
  const read = files.map((file) => readFile(file, kinds));
  return {
    items: read.flatMap(({ items }) => items),
    named: new Set(read.flatMap(({ named }) => [...named])),
    faults: read.flatMap(({ faults }) => faults),
  };
}

/** A part of a file; lists of words stand on one line. */
function partText(name: string, part: unknown): string {
  const document = new Document({ [name]: part }, { aliasDuplicateObjects: false, version: "1.2" });
  visit(document, {
    Seq: (_, list) => {
      list.flow = list.items.every((item) => isScalar(item));
    },
  });
  return document.toString({ lineWidth: 100 });
}

/** Definitions as YAML; `schema` is where editors find what may stand in it. */
export function writeFile(definitions: Definitions, schema: string | undefined): string {
  const head = schema === undefined ? "" : `# yaml-language-server: $schema=${schema}\n`;
  const parts = Object.entries(definitions).map(([name, part]) => partText(name, part));
  return `${head}${parts.join("\n")}`;
}
