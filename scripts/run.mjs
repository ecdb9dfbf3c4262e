// Runs Kompas from a bare clone: installs and builds what changed, then starts, loads the sample, or tests.
// Plain JavaScript without dependencies, because it runs before there are any.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { runTests } from "./test.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

/** Ends with a message for a person, without a stack. */
function stop(message) {
  console.error(`\n${message}\n`);
  process.exit(1);
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  stop(
    `Kompas needs Node.js 20.19 or newer; this is ${process.versions.node} (${process.execPath}).\n` +
      "Install a current one from https://nodejs.org and run the command again.",
  );
}

/** Runs a program to its end and shows what it says; true when it succeeded. */
function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: "inherit", ...options });
  if (result.error) console.error(`${command}: ${result.error.message}`);
  return result.status === 0;
}

/** Runs the program of an installed package by its file below node_modules, so no shell and no .cmd is needed. */
function runTool(file, args, options) {
  return run(process.execPath, [path.join(root, "node_modules", file), ...args], options);
}

function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(path.join(root, file), "utf8"));
  } catch {
    return undefined;
  }
}

/** Whether node_modules holds what package-lock.json asks for, by npm's own list of what it installed. */
function installed() {
  const wanted = readJson("package-lock.json")?.packages;
  const present = readJson("node_modules/.package-lock.json")?.packages;
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([name, { version, optional, peer }]) => {
    if (name === "") return true;
    const found = present[name];
    return found ? found.version === version : Boolean(optional || peer);
  });
}

function install() {
  if (installed()) return;
  console.log("Installing packages (npm ci) …");
  // npm names its own file when it started us; otherwise it is on the PATH.
  const npm = process.env.npm_execpath;
  const args = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
  // Tests and builds need the development packages, whatever the caller's NODE_ENV.
  const env = { ...process.env, NODE_ENV: "development" };
  const done = npm?.endsWith(".js")
    ? run(process.execPath, [npm, ...args], { env })
    : run("npm", args, { env, shell: process.platform === "win32" });
  if (!done)
    stop("npm ci failed: see above. Kompas needs the packages of package-lock.json; is the registry reachable?");
}

/** Every file below a folder (or the file itself), sorted. */
function filesBelow(name) {
  const full = path.join(root, name);
  if (!fs.existsSync(full)) return [];
  if (!fs.statSync(full).isDirectory()) return [name];
  return fs
    .readdirSync(full, { withFileTypes: true })
    .filter((entry) => entry.name !== "node_modules" && !entry.name.startsWith("."))
    .map((entry) => `${name}/${entry.name}`)
    .sort()
    .flatMap(filesBelow);
}

function digest(names) {
  const hash = createHash("sha256");
  for (const file of names.flatMap(filesBelow)) {
    if (/\.test\.tsx?$/.test(file)) continue;
    hash
      .update(`${file}\0`)
      .update(fs.readFileSync(path.join(root, file)))
      .update("\0");
  }
  return hash.digest("hex");
}

/** Compiles the server and copies what it reads at run time: migrations, and whatever else is not TypeScript. */
function buildServer() {
  const dist = path.join(root, "dist");
  fs.mkdirSync(dist, { recursive: true });
  // A file that left src must leave dist too; web and sdk are built apart.
  for (const entry of fs.readdirSync(dist)) {
    if (!["web", "sdk", stampName].includes(entry)) fs.rmSync(path.join(dist, entry), { recursive: true, force: true });
  }
  if (!runTool("typescript/bin/tsc", ["-p", "tsconfig.build.json"])) return false;
  // npx runs it by its #! line.
  fs.chmodSync(path.join(dist, "cli/main.js"), 0o755);
  for (const file of filesBelow("src")) {
    if (/\.tsx?$/.test(file)) continue;
    const copy = path.join(dist, path.relative("src", file));
    fs.mkdirSync(path.dirname(copy), { recursive: true });
    fs.copyFileSync(path.join(root, file), copy);
  }
  return true;
}

function buildWeb() {
  if (!fs.existsSync(path.join(root, "web/vite.config.ts"))) return true;
  return runTool("vite/bin/vite.js", ["build", "web", "--config", "web/vite.config.ts", "--logLevel", "warn"]);
}

function buildSdk() {
  return run(process.execPath, [path.join(root, "scripts/sdk.mjs"), "dist/sdk"]);
}

const stampName = ".built.json";

const parts = [
  { name: "server", sources: ["src", "package-lock.json", "tsconfig.json", "tsconfig.build.json"], build: buildServer },
  { name: "web", sources: ["web", "src/contract", "package-lock.json"], build: buildWeb },
  { name: "browser SDK", sources: ["sdk", "scripts/sdk.mjs", "package-lock.json"], build: buildSdk },
];

/** Builds the parts whose sources changed since the last build; false when one does not build. */
function build() {
  const stampFile = path.join(root, "dist", stampName);
  const stamp = readJson(`dist/${stampName}`) ?? {};
  for (const part of parts) {
    const wanted = digest(part.sources);
    if (stamp[part.name] === wanted) continue;
    console.log(`Building the ${part.name} …`);
    delete stamp[part.name];
    if (!part.build()) return false;
    stamp[part.name] = wanted;
    fs.writeFileSync(stampFile, JSON.stringify(stamp));
  }
  return true;
}

/** Runs a command of the CLI in this process, so that its signals and its exit code are ours. */
async function runCli(args) {
  if (!build()) stop("Kompas does not build: see above.");
  const main = path.join(root, "dist/cli/main.js");
  process.argv = [process.execPath, main, ...args];
  await import(pathToFileURL(main).href);
}

checkNode();
const [command = "start", ...rest] = process.argv.slice(2);
install();
switch (command) {
  case "test":
    process.exitCode = await runTests({ root, run, runTool, build, only: rest });
    break;
  case "build":
    if (!build()) process.exitCode = 1;
    break;
  case "write":
    // The committed texts that tests hold against the code: golden SQL, the metrics reference, the ratchet.
    if (!runTool("vitest/vitest.mjs", ["run", ...rest], { env: { ...process.env, KOMPAS_WRITE: "1" } }))
      process.exitCode = 1;
    break;
  default:
    await runCli([command, ...rest]);
}
