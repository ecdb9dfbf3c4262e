// The PDF writer: what it writes is found where its table says, and holds the pixels that were given.
import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { cuts, deflated, pdfOf } from "./pdf.ts";

describe("a PDF", () => {
  it("has each object where the table of them says, and each pixel as it was", async () => {
    const pixels = await deflated(new Uint8ClampedArray([255, 0, 0, 255, 0, 128, 255, 255]));
    const bytes = Buffer.from(pdfOf("Übersicht", [{ width_px: 2, height_px: 1, pixels }]));
    const text = bytes.toString("latin1");
    expect(text.startsWith("%PDF-1.4\n")).toBe(true);
    expect(text).toContain("/Title <FEFF00DC00620065007200730069006300680074>");
    const table = Number(/startxref\n(\d+)\n%%EOF/.exec(text)?.[1]);
    expect(text.slice(table, table + 4)).toBe("xref");
    const offsets = [...text.slice(table).matchAll(/^(\d{10}) 00000 n /gm)].map(([, at]) => Number(at));
    expect(offsets).toHaveLength(6);
    for (const [index, at] of offsets.entries()) expect(text.slice(at, at + 7)).toBe(`${index + 1} 0 obj`);
    const [, length = "", begin = ""] = /\/FlateDecode \/Length (\d+) >>(\nstream\n)/.exec(text) ?? [];
    const at = text.indexOf("/FlateDecode") + "/FlateDecode".length;
    const from = text.indexOf(begin, at) + begin.length;
    expect([...inflateSync(bytes.subarray(from, from + Number(length)))]).toEqual([255, 0, 0, 0, 128, 255]);
  });

  it("is cut between widgets where it can, so that each page holds what fits", () => {
    expect(cuts([100, 250, 400], 400, 300)).toEqual([250, 400]);
    expect(cuts([100], 90, 300)).toEqual([90]);
    // Nothing to cut at: where the page ends.
    expect(cuts([700], 700, 300)).toEqual([300, 600, 700]);
  });
});
