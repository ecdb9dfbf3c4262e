// The HTML that a site pastes: the guide shows exactly it, and nothing that stands in it can break the page.
import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { snippet } from "./snippet.ts";

const guide = readFileSync(new URL("../../docs/sdk.md", import.meta.url), "utf8");

it("is what the guide shows", () => {
  expect(guide).toContain(snippet("https://kompas.example.com", "WRITE_KEY"));
});

it("is what the page of a source hands out", () => {
  const page = readFileSync(new URL("../../web/src/listen/source/snippets.ts", import.meta.url), "utf8");
  const [code = ""] = /!function.*\(window,document,/s.exec(snippet("https://kompas.example.com", "WRITE_KEY")) ?? [];
  expect(code).not.toBe("");
  expect(page).toContain(code);
});

it("ends no script early, whatever the key says", () => {
  const html = snippet("https://kompas.example.com", "</script><script>alert(1)</script>");
  expect(html.match(/<\/script>/g)).toHaveLength(1);
});

it("keeps calls with their time, loads the script once, and leaves an SDK that is there alone", () => {
  const [, code = ""] = /<script>(.*)<\/script>/s.exec(snippet("https://k.example", "K")) ?? [];
  const loaded: { src?: string }[] = [];
  const document = { createElement: () => ({}), head: { appendChild: (tag: object) => loaded.push(tag) } };
  const window: Record<string, unknown> = {};
  const page = { window, document };
  runInNewContext(code, page);
  runInNewContext("window.kompas.track('Tea Seen', { sku: 'T1' })", page);
  runInNewContext(code, page);
  expect(JSON.parse(JSON.stringify(window.kompas))).toEqual([
    ["track", ["Tea Seen", { sku: "T1" }], expect.any(Number)],
  ]);
  expect(loaded.map(({ src }) => src)).toEqual(["https://k.example/sdk/kompas.js"]);
});
