// The form of a webhook: what is shown is what is sent, and the secret only goes one way.
import { expect, it } from "vitest";
import type { Webhook } from "#contract";
import { changeOf, draftOf, placeOf, placeText } from "./webhook-draft.ts";

const webhook: Webhook = {
  mapping: { event: "type", userId: "who" },
  signature: {
    algorithm: "sha256",
    encoding: "hex",
    signature: { in: "header", name: "Stripe-Signature", part: "v1" },
    timestamp: { in: "header", name: "Stripe-Signature", part: "t" },
    signed: "{timestamp}.{body}",
    tolerance_s: 300,
  },
  has_secret: true,
  sample: { payload: "{}", headers: { "x-topic": "orders/create" } },
  path: "/hooks/k",
  docs_url: null,
};

it("what nobody changed is sent as it came, without a secret", () => {
  const { mapping, signature, sample } = webhook;
  expect(changeOf(draftOf(webhook))).toEqual({ mapping, signature, sample });
});

it("an emptied expression is left out, a typed secret is sent", () => {
  const draft = { ...draftOf(webhook), mapping: { event: "type", userId: "  " }, secret: "s" };
  expect(changeOf(draft)).toMatchObject({ mapping: { event: "type" }, secret: "s" });
  expect(changeOf(draft).mapping).not.toHaveProperty("userId");
});

it.each([
  ["header X-Sign", { in: "header", name: "X-Sign" }],
  ["header X-Sign v1", { in: "header", name: "X-Sign", part: "v1" }],
  ["body signature.token", { in: "body", path: ["signature", "token"] }],
] as const)("%s is a place", (text, place) => {
  expect(placeOf(text)).toEqual(place);
  expect(placeText(placeOf(text))).toBe(text);
});

it("a name alone is a header, an empty text no place", () => {
  expect(placeOf("X-Sign")).toEqual({ in: "header", name: "X-Sign" });
  expect(placeOf(" ")).toBeUndefined();
});
