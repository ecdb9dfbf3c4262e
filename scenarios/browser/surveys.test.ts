// Surveys as people use them: made, edited beside the preview, opened, answered on a phone and by keyboard, and read.
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type App, openApp, overflow, violations } from "./app.ts";
import { type Running, startApp } from "./server.ts";
import { caller } from "./tell.ts";

let running: Running;
let app: App;
const call = caller(() => running.address);

beforeAll(async () => {
  running = await startApp();
  app = await openApp(running.address);
});
afterAll(() => running.stop());

it("the first survey is made of a kind, edited beside its preview, and opened", async () => {
  const page = await app.open("/surveys");
  await page.getByText("No surveys yet").waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "New survey" }).click();
  await page.getByRole("radio", { name: "Satisfaction (CSAT)" }).check();
  await page.getByRole("dialog").getByLabel("Name").fill("After a visit");
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "Make a draft" }).click();
  await page.getByRole("heading", { name: "After a visit" }).waitFor();
  await page.getByText("The survey is a draft.").waitFor();

  const preview = page.locator("[data-preview]");
  await page.getByLabel("Question", { exact: true }).fill("Was it a good visit?");
  await preview.getByText("Was it a good visit?").waitFor();
  expect(await preview.getByRole("radio").count()).toBe(5);
  await page.getByText("Polski", { exact: true }).click();
  await preview.getByText("Jak oceniasz to, co od nas dostajesz?").waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved").waitFor();
  await page.getByRole("button", { name: "Open it" }).click();
  await page.getByRole("button", { name: "Close it" }).waitFor();
  await page.getByText("/s/after-a-visit").waitFor();
  expect(await violations(page)).toEqual([]);
});

it("is answered on a phone in the browser's language, once", async () => {
  const page = await app.open("/s/after-a-visit", { width: 390, theme: "dark", language: "ru" });
  await page.getByText("Насколько вы довольны нами?").waitFor();
  expect(await violations(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
  await page.getByRole("radio", { name: "5: Полностью довольны" }).check({ force: true });
  await page.getByLabel("Что нам сделать лучше?").fill("Всё хорошо");
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "Отправить" }).click();
  await page.getByText("Спасибо! Ваш ответ").waitFor();
  expect(await violations(page)).toEqual([]);
  await page.reload();
  await page.getByText("Спасибо! Ваш ответ").waitFor();
});

it("is answered by keyboard alone, and one tap is an answer when the page is left", async () => {
  const page = await app.open("/s/after-a-visit");
  await page.getByText("Was it a good visit?").waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Too long a queue");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.getByText("Thank you!").waitFor();

  const hasty = await app.open("/s/after-a-visit");
  await hasty.getByRole("radio", { name: "4" }).check({ force: true });
  await hasty.goto("about:blank");
  await expect.poll(() => call("GET", "/api/v1/survey-results/after-a-visit")).toContain('"answers":3');
});

it("an answer that cannot be sent is told in the customer's words, and kept until it can", async () => {
  const page = await app.open("/s/after-a-visit");
  await page.getByRole("radio", { name: "2" }).check({ force: true });
  await page.route("**/api/v1/survey-answers", (route) => route.abort());
  await page.getByRole("button", { name: "Send" }).click();
  await page.getByText("Your answer could not be sent.").waitFor();
  expect(await page.getByRole("radio", { name: "2" }).isChecked()).toBe(true);
  expect(await violations(page)).toEqual([]);
  await page.unroute("**/api/v1/survey-answers");
  await page.getByRole("button", { name: "Send" }).click();
  await page.getByText("Thank you!").waitFor();
});

it("shows what came back, and says kindly when it is closed", async () => {
  const page = await app.open("/surveys/after-a-visit");
  await page.getByText("Too long a queue").waitFor();
  expect(await page.locator("[data-answers]").textContent()).toBe("4");
  expect(await page.locator("[data-score]").textContent()).toBe("50.0%");
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "Close it" }).click();
  await page.getByRole("button", { name: "Open it again" }).waitFor();
  const visitor = await app.open("/s/after-a-visit", { width: 390, theme: "dark" });
  await visitor.getByText("This survey takes no answers now").waitFor();
  expect(await violations(visitor)).toEqual([]);
  const lost = await app.open("/s/nothing-here");
  await lost.getByText("This link leads to no survey").waitFor();
});

it("gives the members of a segment links of their own", async () => {
  await call("POST", "/api/v1/segments", { id: "friends", name: "Friends" });
  const page = await app.open("/surveys/after-a-visit", { width: 390 });
  await page.getByRole("combobox", { name: "Segment" }).click();
  await page.getByRole("option", { name: "Friends" }).click();
  expect(await violations(page)).toEqual([]);
  const asked = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download the links" }).click();
  const file = await asked;
  expect(file.suggestedFilename()).toBe("after-a-visit-friends-0-left-out.csv");
  expect(await readFile(await file.path(), "utf8")).toBe('"customer_id","email","link"\n');
});

it.each([
  { width: 390, theme: "dark", language: "ru" },
  { width: 1440, theme: "dark", language: "pl" },
] as const)("stands on pages of $width px, $theme, $language", async (view) => {
  await call("PATCH", "/api/v1/surveys/after-a-visit", { state: "open" });
  for (const path of ["/surveys", "/surveys/after-a-visit", "/surveys?add=1"]) {
    const page = await app.open(path, view);
    await page.getByText("After a visit").first().waitFor();
    expect(await violations(page), path).toEqual([]);
    expect(await overflow(page), path).toBe(0);
  }
});
