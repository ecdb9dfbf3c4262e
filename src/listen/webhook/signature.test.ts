// Signatures made as each vendor's documentation says are believed; all others are not.
import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Signature } from "#contract";
import { presetOf } from "./presets/index.ts";
import { distrust } from "./signature.ts";

const now = new Date("2026-03-01T12:00:00Z");

describe("signatures, as each vendor documents them", () => {
  const body = '{"a":"ż"}';
  const bytes = Buffer.from(body);
  const secret = "shh";
  const now_s = Math.floor(now.getTime() / 1000);
  const hmac = (text: string, encoding: "hex" | "base64") => createHmac("sha256", secret).update(text).digest(encoding);
  const mailgunBody = { signature: { timestamp: String(now_s), token: "tok", signature: hmac(`${now_s}tok`, "hex") } };
  const calls: readonly [string, Record<string, string>, object?][] = [
    ["stripe", { "stripe-signature": `t=${now_s},v0=x,v1=${hmac(`${now_s}.${body}`, "hex")}` }],
    ["shopify", { "x-shopify-hmac-sha256": hmac(body, "base64") }],
    [
      "zendesk",
      {
        "x-zendesk-webhook-signature": hmac(`2026-03-01T12:00:00Z${body}`, "base64"),
        "x-zendesk-webhook-signature-timestamp": "2026-03-01T12:00:00Z",
      },
    ],
    ["mailgun", {}, mailgunBody],
    ["calendly", { "calendly-webhook-signature": `t=${now_s},v1=${hmac(`${now_s}.${body}`, "hex")}` }],
  ];

  it.each(calls)(
    "%s: the right one is believed, another secret, another body and an old one are not",
    (id, headers, parsed) => {
      const preset = presetOf(id);
      if (!preset) throw new Error(`no preset ${id}`);
      const { signature } = preset;
      const call = { bytes, parsed: parsed ?? JSON.parse(body), headers };
      expect(distrust(signature, secret, call, now)).toBeUndefined();
      expect(distrust(signature, "other", call, now)).toBe("signature_wrong");
      expect(distrust(signature, secret, { ...call, headers: {}, parsed: {} }, now)).toBe("signature_missing");
      if (id !== "mailgun") {
        expect(distrust(signature, secret, { ...call, bytes: Buffer.from("{}") }, now)).toBe("signature_wrong");
      }
      if (signature.timestamp === undefined) return;
      const late = new Date(now.getTime() + (signature.tolerance_s + 1) * 1000);
      expect(distrust(signature, secret, call, late)).toBe("timestamp_old");
    },
  );

  it("a prefix stands before it where a system writes one", () => {
    const github: Signature = {
      algorithm: "sha256",
      encoding: "hex",
      signature: { in: "header", name: "X-Hub-Signature-256" },
      prefix: "sha256=",
      signed: "{body}",
      tolerance_s: 300,
    };
    const call = (text: string) => ({ bytes, parsed: {}, headers: { "x-hub-signature-256": text } });
    expect(distrust(github, secret, call(`sha256=${hmac(body, "hex")}`), now)).toBeUndefined();
    expect(distrust(github, secret, call(hmac(body, "hex")), now)).toBe("signature_missing");
  });
});
