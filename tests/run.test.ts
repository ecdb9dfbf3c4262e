// The script that runs before anything is installed: what it says when it cannot go on.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { expect, it } from "vitest";
import { repository } from "./house/tree.ts";

it.each(["18.20.8", "20.18.3", "16.0.0"])("Node %s is refused in words", (version) => {
  const pretence = `Object.defineProperty(process,"versions",{value:{...process.versions,node:"${version}"}})`;
  const args = ["--import", `data:text/javascript,${pretence}`, path.join(repository, "scripts/run.mjs"), "start"];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  expect(status).toBe(1);
  expect(stderr).toContain(`Kompas needs Node.js 20.19 or newer; this is ${version}`);
});
