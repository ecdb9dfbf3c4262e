// Mailgun: what became of each letter. The signature stands inside the payload.
import type { WebhookPreset } from "./preset.ts";

export const mailgun: WebhookPreset = {
  id: "mailgun",
  name: "Mailgun",
  docs_url: "https://documentation.mailgun.com/docs/mailgun/user-manual/events/webhooks",
  mapping: {
    each: `\`event-data\``,
    event: `$lookup({
  "accepted": "Message Sent",
  "delivered": "Message Delivered",
  "opened": "Message Opened",
  "clicked": "Message Clicked",
  "unsubscribed": "Message Unsubscribed",
  "complained": "Message Marked as Spam",
  "failed": severity = "temporary" ? "Message Deferred" : "Message Bounced"
}, event)`,
    when: `event in ["accepted", "delivered", "opened", "clicked", "unsubscribed", "complained", "failed"]`,
    userId: `\`user-variables\`.user_id`,
    traits: `recipient ? {"email": $lowercase(recipient)} : {}`,
    properties: `$merge([
  {"channel": "email", "provider": "mailgun", "message_id": message.headers.\`message-id\`, "tags": [tags]},
  message.headers.subject ? {"subject": message.headers.subject} : {},
  campaigns[0] ? {"campaign": campaigns[0]."id" ? campaigns[0]."id" : campaigns[0]} : {},
  \`user-variables\`.campaign_id ? {"campaign_id": \`user-variables\`.campaign_id} : {},
  url ? {"url": url} : {},
  reason ? {"reason": reason} : {},
  \`delivery-status\`.code ? {"code": \`delivery-status\`.code, "detail": \`delivery-status\`.message ? \`delivery-status\`.message : \`delivery-status\`.description} : {},
  \`client-info\`.\`device-type\` ? {"device": \`client-info\`.\`device-type\`} : {},
  geolocation.country ? {"country": geolocation.country} : {}
])`,
    messageId: `id`,
    timestamp: `$fromMillis($round(timestamp * 1000))`,
  },
  signature: {
    algorithm: "sha256",
    encoding: "hex",
    signature: { in: "body", path: ["signature", "signature"] },
    timestamp: { in: "body", path: ["signature", "timestamp"] },
    token: { in: "body", path: ["signature", "token"] },
    signed: "{timestamp}{token}",
    // It tries for eight hours, with the signature of its first try.
    tolerance_s: 43_200,
  },
  sample: {
    headers: {},
    payload: {
      signature: {
        timestamp: "1521472262",
        token: "b0dc9cba91c94b8e8ffb6ee8b8b1ba4ac7b8cd9dc1d4a0e2b1",
        signature: "0c1f5c6a8a0d0a0c0e9d1b6a7c6dbd4e0c9f8a7b6c5d4e3f2a1b0c9d8e7f6a5b",
      },
      "event-data": {
        event: "opened",
        id: "Ase7i2zsRYeDXztHGENqRA",
        timestamp: 1521243339.873676,
        "log-level": "info",
        recipient: "alice@example.com",
        "recipient-domain": "example.com",
        ip: "50.56.129.169",
        tags: ["newsletter", "spring"],
        campaigns: [],
        "user-variables": { campaign_id: "spring-2018" },
        geolocation: { country: "US", region: "CA", city: "San Francisco" },
        "client-info": {
          "client-name": "Chrome",
          "client-os": "Linux",
          "client-type": "browser",
          "device-type": "desktop",
          "user-agent": "Mozilla/5.0 (X11; Linux x86_64)",
        },
        message: { headers: { "message-id": "20130503182626.18666.16540@example.com" } },
      },
    },
  },
};
