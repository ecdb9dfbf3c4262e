// Builds the browser SDK into a folder: `node scripts/sdk.mjs dist/sdk`. One script, one module, their types.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const [folder = "dist/sdk"] = process.argv.slice(2);
const out = path.resolve(root, folder);
const { version } = JSON.parse(fs.readFileSync(path.join(root, "sdk/package.json"), "utf8"));

fs.rmSync(out, { recursive: true, force: true });
fs.mkdirSync(out, { recursive: true });

const common = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  sourcemap: true,
  // Browsers since 2019.
  target: ["es2019"],
  charset: "utf8",
  define: { KOMPAS_VERSION: JSON.stringify(version) },
  logLevel: "warning",
};
await build({ ...common, entryPoints: ["sdk/src/script.ts"], outfile: path.join(out, "kompas.js"), format: "iife" });
await build({ ...common, entryPoints: ["sdk/src/module.ts"], outfile: path.join(out, "kompas.mjs"), format: "esm" });

// The types in one file, without the imports that joined their parts.
const parts = path.join(out, "types");
const tsc = [path.join(root, "node_modules/typescript/bin/tsc"), "-p", path.join(root, "sdk/tsconfig.build.json")];
const declared = spawnSync(process.execPath, [...tsc, "--outDir", parts], { stdio: "inherit" });
if (declared.status !== 0) process.exit(1);
const text = ["types", "client", "snippet"].map((name) => fs.readFileSync(path.join(parts, `${name}.d.ts`), "utf8"));
fs.writeFileSync(path.join(out, "kompas.d.mts"), text.join("").replace(/^import .*\n/gm, ""));
fs.rmSync(parts, { recursive: true });
fs.copyFileSync(path.join(root, "sdk/package.json"), path.join(out, "package.json"));
