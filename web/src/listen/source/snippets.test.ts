// The code that people copy: the key and the address are in it, and it is what the SDK itself says.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { isLocal, snippetsFor, webhookCall } from "./snippets.ts";

const host = "https://kompas.example.com";

it("every snippet names the key and the server", () => {
  for (const { id, code } of snippetsFor("site", host, "abc123")) {
    expect(code, id).toContain("abc123");
    expect(code, id).toContain("kompas.example.com");
  }
});

it("a site is offered the browser first, a server Node", () => {
  expect(snippetsFor("site", host, "k").map(({ id }) => id)).toEqual(["kompas", "segment", "node", "curl"]);
  expect(snippetsFor("server", host, "k").map(({ id }) => id)).toEqual(["node", "curl", "kompas", "segment"]);
});

it("the browser's snippet is the one of the SDK", () => {
  const sdk = readFileSync(join(import.meta.dirname, "../../../../sdk/src/snippet.ts"), "utf8");
  const [code = ""] = snippetsFor("site", host, "k").map((snippet) => snippet.code);
  for (const line of code.split("\n").filter((text) => !text.startsWith("}(window"))) expect(sdk).toContain(line);
});

it("a payload survives the shell's quotes", () => {
  expect(webhookCall(host, "/hooks/k", `{"a":"it's"}`)).toContain(`'{"a":"it'\\''s"}'`);
});

it("an address that only this machine or network knows is told apart", () => {
  expect(isLocal("http://127.0.0.1:4600")).toBe(true);
  expect(isLocal("http://192.168.1.5:4600")).toBe(true);
  expect(isLocal(host)).toBe(false);
});
