// What an address says of a page and of the campaign that led to it.
import { expect, it } from "vitest";
import { campaignOf, pageOf } from "./context.ts";

const address =
  "https://shop.example/teas/green?utm_source=news&utm_medium=e-mail&utm_campaign=Spring%20teas&utm_id=7&utm_term=&size=1#top";

it("names the page's parts as Segment's contract does", () => {
  expect(pageOf(address, "Green teas", "https://search.example/")).toEqual({
    url: address,
    path: "/teas/green",
    search: "?utm_source=news&utm_medium=e-mail&utm_campaign=Spring%20teas&utm_id=7&utm_term=&size=1",
    title: "Green teas",
    referrer: "https://search.example/",
  });
});

it("reads the campaign from the utm parameters, and only from them", () => {
  expect(campaignOf(address)).toEqual({ source: "news", medium: "e-mail", name: "Spring teas", id: "7" });
  expect(campaignOf("https://shop.example/?size=1")).toBeUndefined();
});
