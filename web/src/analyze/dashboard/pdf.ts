// A PDF whose pages are one picture each, without loss: ISO 32000-1, images as FlateDecode of plain RGB.

/** A page's picture: its pixels as RGB, compressed as zlib does. */
export interface PdfPage {
  readonly width_px: number;
  readonly height_px: number;
  readonly pixels: Uint8Array;
}

/** A4, lying. */
export const page_pt = { width: 841.89, height: 595.28, margin: 24 } as const;

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** Any text as PDF wants it: UTF-16, big end first, in hexadecimal. */
function hex(text: string): string {
  const units = [...text].flatMap((character) => character.split(""));
  return `<FEFF${units.map((unit) => unit.charCodeAt(0).toString(16).padStart(4, "0").toUpperCase()).join("")}>`;
}

function stream(head: string, body: Uint8Array): Uint8Array[] {
  return [bytesOf(`<< ${head} /Length ${body.length} >>\nstream\n`), body, bytesOf("\nendstream")];
}

/** The three objects of a page: itself, what is drawn on it, its picture. `number` is the first one's. */
function objectsOf({ width_px, height_px, pixels }: PdfPage, number: number): Uint8Array[][] {
  const { width, height, margin } = page_pt;
  const scale = Math.min((width - 2 * margin) / width_px, (height - 2 * margin) / height_px);
  const [w, h] = [width_px * scale, height_px * scale];
  const draw = `q ${w.toFixed(2)} 0 0 ${h.toFixed(2)} ${((width - w) / 2).toFixed(2)} ${(height - margin - h).toFixed(2)} cm /Picture Do Q`;
  return [
    [
      bytesOf(
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Contents ${number + 1} 0 R /Resources << /XObject << /Picture ${number + 2} 0 R >> >> >>`,
      ),
    ],
    stream("", bytesOf(draw)),
    stream(
      `/Type /XObject /Subtype /Image /Width ${width_px} /Height ${height_px} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode`,
      pixels,
    ),
  ];
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The file's bytes. */
export function pdfOf(title: string, pages: readonly PdfPage[]): Uint8Array<ArrayBuffer> {
  const first = 4;
  const kids = pages.map((_page, index) => `${first + 3 * index} 0 R`).join(" ");
  const objects: Uint8Array[][] = [
    [bytesOf("<< /Type /Catalog /Pages 2 0 R >>")],
    [bytesOf(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`)],
    [bytesOf(`<< /Title ${hex(title)} /Producer (Kompas) >>`)],
    ...pages.flatMap((page, index) => objectsOf(page, first + 3 * index)),
  ];
  const parts: Uint8Array[] = [bytesOf("%PDF-1.4\n%\u00e9\u00e9\n")];
  const offsets: number[] = [];
  const length = () => parts.reduce((sum, part) => sum + part.length, 0);
  for (const [index, body] of objects.entries()) {
    offsets.push(length());
    parts.push(bytesOf(`${index + 1} 0 obj\n`), ...body, bytesOf("\nendobj\n"));
  }
  const at = length();
  const lines = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const size = objects.length + 1;
  parts.push(
    bytesOf(
      `xref\n0 ${size}\n0000000000 65535 f \n${lines}trailer\n<< /Size ${size} /Root 1 0 R /Info 3 0 R >>\nstartxref\n${at}\n%%EOF\n`,
    ),
  );
  return joined(parts);
}

/** Pixels of a canvas, without their opacity, compressed as zlib does. */
export async function deflated(rgba: Uint8ClampedArray): Promise<Uint8Array> {
  const rgb = new Uint8Array((rgba.length / 4) * 3);
  for (let from = 0, to = 0; from < rgba.length; from += 4, to += 3) rgb.set(rgba.subarray(from, from + 3), to);
  const packed = new Blob([rgb]).stream().pipeThrough(new CompressionStream("deflate"));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

/**
 * Where a picture is cut into pages: at the last of `seams` that still fits on each, or where the page ends when there is
 * none. All in pixels from the top; the last cut is the end.
 */
export function cuts(seams: readonly number[], height: number, page: number): number[] {
  const found: number[] = [];
  for (let from = 0; from < height; ) {
    const fits = seams.filter((seam) => seam > from && seam <= from + page);
    const next = height - from <= page ? height : (fits.at(-1) ?? from + page);
    found.push(next);
    from = next;
  }
  return found;
}
