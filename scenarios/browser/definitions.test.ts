// Definitions as a person uses them: pasted, refused by their lines, shown as a plan, applied, changed, downloaded.
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type App, openApp, overflow, violations } from "./app.ts";
import { type Running, startApp } from "./server.ts";

let running: Running;
let app: App;
beforeAll(async () => {
  running = await startApp();
  app = await openApp(running.address);
});
afterAll(() => running.stop());

const press = "kompas: 1\nsegments:\n  - id: press\n    name: Press\n";

it("files are refused by their lines, planned, applied, and then as written", async () => {
  const page = await app.open("/definitions");
  await page.getByText("Trait policies").waitFor();
  expect(await violations(page)).toEqual([]);
  const paste = page.getByRole("textbox", { name: "Or paste YAML" });
  const show = page.getByRole("button", { name: "Show what would change" });
  expect(await show.isDisabled()).toBe(true);

  await paste.fill(press.replace("name", "nmae"));
  await show.click();
  const faults = page.getByRole("alert");
  await faults.getByText("pasted.yaml, line 4").waitFor();
  expect(await faults.textContent()).toContain("2 faults in the files");
  expect(await violations(page)).toEqual([]);

  await paste.fill(press);
  await show.click();
  await page.getByRole("button", { name: "Apply 1 change" }).click();
  await page.getByRole("heading", { name: "1 change applied" }).waitFor();

  await paste.fill(press.replace("Press", "Newspapers"));
  await show.click();
  await page.getByText("Newspapers", { exact: true }).waitFor();
  expect(await page.getByText("Press", { exact: true }).isVisible()).toBe(true);
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "Apply 1 change" }).click();
  await page.getByRole("heading", { name: "1 change applied" }).waitFor();
  await show.click();
  await page.getByText("Everything is as written already.").waitFor();
});

it("what the files do not have is told, and removed only when that is wished for", async () => {
  const page = await app.open("/definitions", { width: 390, theme: "dark", language: "pl" });
  const picker = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Wybierz pliki" }).click();
  await (await picker).setFiles({
    name: "none.yaml",
    mimeType: "text/yaml",
    buffer: Buffer.from("kompas: 1\nsegments: []\n"),
  });
  await page.getByText("none.yaml").waitFor();
  await page.getByRole("button", { name: "Pokaż, co się zmieni" }).click();
  await page.getByText("Jeszcze 1 jest tutaj, a nie w plikach").waitFor();
  await page.getByLabel("Usuń też to, czego nie ma w plikach").check({ force: true });
  await page.getByRole("button", { name: "Pokaż, co się zmieni" }).click();
  await page.getByRole("button", { name: "Zastosuj 1 zmianę" }).waitFor();
  expect(await overflow(page)).toBe(0);
  expect(await violations(page)).toEqual([]);
});

it("all that is set up is downloaded as a file that names its schema", async () => {
  const page = await app.open("/definitions");
  const waiting = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download all as YAML" }).click();
  const text = await readFile(await (await waiting).path(), "utf8");
  expect(text).toContain(`$schema=${running.address}/api/v1/definitions.schema.json\nkompas: 1\n`);
  expect(app.faults).toEqual([]);
});
