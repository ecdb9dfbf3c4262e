// What the form of an HTTP hook sends.
import { describe, expect, it } from "vitest";
import { type Draft, draftOf, emptyDraft, nextKey, requestOf } from "./http-draft.ts";

const whole: Draft = {
  ...emptyDraft,
  name: " Firms ",
  url: "https://api.example.com/{email}",
  traits: [
    { key: 0, name: "company_name", expression: "name" },
    { key: 3, name: "", expression: "" },
  ],
  headers: [{ key: 0, name: "X-Api-Key", value: "s3cret" }],
  purpose: "marketing email",
};

describe("the form of an HTTP hook", () => {
  it("sends what is written, and leaves empty rows out", () => {
    expect(requestOf(whole)).toMatchObject({
      name: "Firms",
      traits: [{ name: "company_name", expression: "name" }],
      headers: [{ name: "X-Api-Key", value: "s3cret" }],
      keep_hours: 720,
      timeout_ms: 5000,
      purpose: { id: "marketing", channel: "email" },
    });
    expect(nextKey(whole.traits)).toBe(4);
  });

  it("sends nothing while name, URL, field or trait is missing", () => {
    expect(requestOf(emptyDraft)).toBeUndefined();
    expect(requestOf({ ...whole, fields: [] })).toBeUndefined();
    expect(requestOf({ ...whole, traits: [] })).toBeUndefined();
  });

  it("opened again keeps the headers' values without having seen them", () => {
    const request = requestOf(whole);
    if (!request) throw new Error("nothing is missing");
    const again = requestOf(draftOf({ ...request, headers: request.headers.map(({ name }) => ({ name })) }));
    expect(again).toEqual({ ...request, headers: [{ name: "X-Api-Key", value: null }] });
  });
});
