// Everything that a push needs: build, types, lint, dead code, all tests; ends with `N passed, N failed`.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

/** Where browsers usually are. Tests find theirs in CHROMIUM_PATH. */
const chromiums = [
  process.env.CHROMIUM_PATH,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

function findChromium() {
  return chromiums.find((file) => file && fs.existsSync(file));
}

/** The browser's path; installs Debian's where we may. Without one the browser tests fail and say so. */
function provideChromium(run) {
  const found = findChromium();
  if (found) return found;
  if (process.getuid?.() === 0 && fs.existsSync("/usr/bin/apt-get")) {
    console.log("Installing chromium for the browser tests …");
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    const quiet = { env, stdio: ["ignore", "ignore", "inherit"] };
    run("apt-get", ["update"], quiet);
    run("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], quiet);
  }
  const installed = findChromium();
  if (!installed) {
    console.error("No Chromium found: the browser tests will fail. Install it (Debian: apt-get install chromium)");
    console.error("or set CHROMIUM_PATH to the program of a Chromium or Chrome.");
  }
  return installed;
}

/** Counts of vitest's JSON report; a file that could not even be loaded is one failure. */
function countReport(file) {
  const report = JSON.parse(fs.readFileSync(file, "utf8"));
  const unloaded = report.testResults.filter(
    (result) => result.status === "failed" && !result.assertionResults.some(({ status }) => status === "failed"),
  );
  const failures = report.testResults.flatMap(({ name, message, assertionResults }) => {
    const own = assertionResults.filter(({ status }) => status === "failed");
    const told = own.map((test) => [test.fullName, test.failureMessages[0]]);
    return (unloaded.some((other) => other.name === name) ? [["(not loaded)", message]] : told).map(
      ([test, why]) => `${path.relative(process.cwd(), name)}: ${test}: ${String(why).split("\n")[0].slice(0, 300)}`,
    );
  });
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloaded.length, failures };
}

function runVitest(runTool, only) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "kompas-test-"));
  const report = path.join(folder, "report.json");
  const succeeded = runTool("vitest/vitest.mjs", [
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
    ...only,
  ]);
  const counts = fs.existsSync(report) ? countReport(report) : { passed: 0, failed: 1, failures: [] };
  fs.rmSync(folder, { recursive: true, force: true });
  // An error outside every test makes vitest fail while each test passed.
  return { ...counts, failed: Math.max(counts.failed, succeeded ? 0 : 1) };
}

/** Runs all stages, also after one failed, and gives the exit code. `only` narrows to files, for a person in haste. */
export async function runTests({ root, run, runTool, build, only }) {
  const chromium = provideChromium(run);
  if (chromium) process.env.CHROMIUM_PATH = chromium;
  const stages = [
    ["build", build],
    ["types", () => runTool("typescript/bin/tsc", ["-p", "tsconfig.json"])],
    ["types of web", () => !fs.existsSync(path.join(root, "web")) || runTool("typescript/bin/tsc", ["-p", "web"])],
    ["types of the SDK", () => !fs.existsSync(path.join(root, "sdk")) || runTool("typescript/bin/tsc", ["-p", "sdk"])],
    ["format and lint", () => runTool("@biomejs/biome/bin/biome", ["ci", "--error-on-warnings"])],
    ["dead code", () => runTool("knip/bin/knip.js", ["--no-progress"])],
  ];
  let passed = 0;
  let failed = 0;
  const faults = [];
  for (const [name, stage] of only.length > 0 ? [] : stages) {
    console.log(`── ${name}`);
    if (stage()) passed += 1;
    else {
      failed += 1;
      faults.push(name);
    }
  }
  console.log("── tests");
  const counts = runVitest(runTool, only);
  if (counts.failed > 0) faults.push("tests");
  passed += counts.passed;
  failed += counts.failed;
  // By name at the very end: who reads only the tail of a long log must not search it.
  for (const fault of [...faults, ...counts.failures]) console.log(`FAILED ${fault}`);
  console.log(`${passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}
