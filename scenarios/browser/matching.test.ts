// Matching as a person uses it: a run, its model, the review queue by keyboard, and thresholds chosen by the answers.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type App, openApp, overflow, violations } from "./app.ts";
import { type Running, startApp } from "./server.ts";
import { caller } from "./tell.ts";

let running: Running;
let app: App;

const call = caller(() => running.address);

const given = ["Anna", "Piotr", "Olga", "Jan", "Maria", "Ivan", "Zofia", "Adam", "Ewa", "Oleg", "Marta", "Nina"];
const roots = ["Nowak", "Kowal", "Ivanov", "Wisniew", "Wojcik", "Petrov", "Lewand", "Zielin", "Szyman", "Sokolov"];
const ends = ["ski", "icz", "a", "ec", "enko", "in", "uk"];
const cities = ["Warszawa", "Kraków", "Gdańsk", "Poznań"];

/** One of a list by a number that has nothing to do with its neighbors. */
function pick(list: readonly string[], number: number, salt: number): string {
  return list[(Math.imul(number * 31 + salt, 2654435761) >>> 7) % list.length] ?? "";
}

function traits(number: number) {
  const birth = new Date(Date.UTC(1950 + ((number * 7) % 50), (number * 5) % 12, 1 + ((number * 11) % 28)));
  return {
    first_name: pick(given, number, 1),
    last_name: pick(roots, number, 2) + pick(ends, number, 3),
    birth_date: birth.toISOString().slice(0, 10),
    city: pick(cities, number, 4),
    phone: `+48 50${String(Math.imul(number + 17, 7919) % 10_000_000).padStart(7, "0")}`,
  };
}

/** Tells of 200 people, of whom 20 come a second time with a slip in the name and maybe another city. */
async function tellPeople(): Promise<void> {
  await call("POST", "/api/v1/sources", { name: "Shop", kind: "server" });
  const write_key = /"write_key":"([^"]+)"/.exec(await call("GET", "/api/v1/sources/shop/key"))?.[1] ?? "";
  const authorization = `Basic ${Buffer.from(`${write_key}:`).toString("base64")}`;
  const identify = (anonymousId: string, of: object) => ({
    type: "identify",
    messageId: anonymousId,
    anonymousId,
    traits: of,
  });
  const people = Array.from({ length: 200 }, (_, number) => identify(`browser-${number}`, traits(number)));
  const again = Array.from({ length: 20 }, (_, number) => {
    const { last_name, city, phone, ...rest } = traits(number);
    const slip = last_name.slice(0, 3) + last_name.slice(4);
    return identify(`again-${number}`, {
      ...rest,
      last_name: slip,
      city: pick(cities, number, number % 2 === 0 ? 4 : 9),
    });
  });
  await call(
    "POST",
    "/v1/batch",
    { batch: [...people, ...again], sentAt: new Date().toISOString() },
    { authorization },
  );
}

beforeAll(async () => {
  running = await startApp();
  app = await openApp(running.address);
});
afterAll(() => running.stop());

describe("before the first run", () => {
  it("both pages say what will be there", async () => {
    const matching = await app.open("/matching");
    await matching.getByText("No run yet").waitFor();
    expect(await violations(matching)).toEqual([]);
    const review = await app.open("/review");
    await review.getByText("Nothing waits for you").waitFor();
    expect(await violations(review)).toEqual([]);
  });
});

describe("from a run to thresholds", () => {
  it("a run finds pairs and shows the weights of its model", async () => {
    await tellPeople();
    const page = await app.open("/matching");
    await page.getByRole("button", { name: "Run now" }).click();
    await page.getByRole("table", { name: "Runs" }).getByText("Done").waitFor({ timeout: 60_000 });
    await page.locator("[role=img][aria-label='Match weights'][data-drawn=true]").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "View as table" }).last().click();
    await page.getByRole("rowheader", { name: "First name: equal" }).waitFor();
  });

  it("pairs are answered by keys, side by side, and the last answer is taken back", async () => {
    const page = await app.open("/review");
    await page.getByRole("table", { name: "Both records beside each other" }).waitFor();
    const number = async () =>
      (await page
        .getByText(/^Pair \d+$/)
        .first()
        .textContent()) ?? "";
    const first = await number();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("s");
    await page.getByText(`${first} is skipped; it comes back at the end.`).waitFor();
    await page.keyboard.press("u");
    await expect.poll(number).toBe(first);
    await page.keyboard.press("y");
    await page.getByText(`${first} is one person: the records are merged.`).waitFor();
    const second = await number();
    expect(second).not.toBe(first);
    await page.keyboard.press("n");
    await page.getByText(`${second} is two people: they stay apart from now on.`).waitFor();
    await page.keyboard.press("u");
    await expect.poll(number).toBe(second);
    await page.keyboard.press("n");
    await page.getByRole("table", { name: "Answers by reviewer" }).waitFor();
    expect(app.faults).toEqual([]);
  });

  it("the answers judge thresholds, and one is chosen by a click", async () => {
    const page = await app.open("/matching");
    await page.getByText("Among 1 pairs that people called one person and 1 they called two").waitFor();
    await page.getByRole("button", { name: "Review from 70.0%" }).click();
    await expect.poll(() => call("GET", "/api/v1/matching")).toContain('"lower":0.7');
    await page.getByRole("button", { name: "Run with a new model" }).click();
    await page.getByText(/2 answers of people were used/).waitFor({ timeout: 60_000 });
    await page.getByRole("switch", { name: "Merge sure pairs by themselves" }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Keep asking" }).click();
    expect(await call("GET", "/api/v1/matching")).toContain('"merge_sure":false');
    expect(app.faults).toEqual([]);
  });
});

describe("both pages", () => {
  const views = [
    { width: 390, theme: "dark", language: "ru" },
    { width: 390, theme: "light", language: "pl" },
    { width: 1440, theme: "dark", language: "pl" },
  ] as const;

  it.each(views)("stand at $width px, $theme, $language", async (view) => {
    for (const path of ["/matching", "/review", "/review?queue=disputed"]) {
      const page = await app.open(path, view);
      await page.locator("section").last().waitFor();
      await page.waitForLoadState("networkidle");
      expect(await overflow(page), path).toBe(0);
      expect(await violations(page), path).toEqual([]);
    }
  });
});
