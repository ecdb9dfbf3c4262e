// What is published: a script and a module within their size, and types that a site's own code compiles with.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";

/** Of each file, compressed as the server sends it at worst. */
const limit_bytes = 6 * 1024;

const root = join(import.meta.dirname, "../..");
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "kompas-sdk-build-"));
  execFileSync(process.execPath, [join(root, "scripts/sdk.mjs"), join(folder, "sdk")]);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each(["kompas.js", "kompas.mjs"])("%s stays below 6 kB", (name) => {
  const bytes = gzipSync(readFileSync(join(folder, "sdk", name)), { level: 9 }).length;
  expect(bytes, `${name} has ${bytes} bytes`).toBeLessThan(limit_bytes);
});

it("has types: what a site writes compiles, a wrong call does not", () => {
  const compile = (code: string): string => {
    writeFileSync(join(folder, "site.ts"), `import { createKompas } from "./sdk/kompas.mjs";\n${code}`);
    const tsc = [join(root, "node_modules/typescript/bin/tsc"), "--noEmit", "--strict", "--target", "es2022"];
    const options = [...tsc, "--module", "esnext", "--moduleResolution", "bundler", "--types", "", "--ignoreConfig"];
    try {
      execFileSync(process.execPath, [...options, join(folder, "site.ts")], { cwd: folder, encoding: "utf8" });
      return "";
    } catch (fault) {
      return typeof fault === "object" && fault !== null && "stdout" in fault ? String(fault.stdout) : String(fault);
    }
  };
  const made = 'const kompas = createKompas({ writeKey: "K", host: "https://k.example", trackPages: true });';
  expect(compile(`${made} kompas.track("Tea Seen", { sku: "T1" }); kompas.consent({ analytics: true });`)).toBe("");
  expect(compile(`${made} kompas.track(7);`)).toMatch(/TS2345/);
});
