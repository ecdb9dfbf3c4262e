// Code to copy, with the source's key and the server's address filled in. Plain functions of both.

/** What a snippet is for; its words stand in the catalogue as `snippet.<id>`. */
export interface Snippet {
  readonly id: "kompas" | "segment" | "node" | "curl" | "webhook";
  readonly code: string;
}

/** The same text that the browser SDK's own snippet has, see sdk/src/snippet.ts. */
function kompasSnippet(host: string, writeKey: string): string {
  const told = JSON.stringify({ writeKey, host, trackPages: true });
  return `<script>
!function(w,d,o){var k=w.kompas=w.kompas||[];if(k.options)return;k.options=o;
"page track identify group alias reset consent flush".split(" ").forEach(function(m){
k[m]=function(){k.push([m,[].slice.call(arguments),Date.now()])}});
var s=d.createElement("script");s.async=!0;s.src=o.host+"/sdk/kompas.js";d.head.appendChild(s)
}(window,document,${told});
</script>`;
}

// The settings that it loads from there say where events go, too.
function segmentSnippet(host: string, writeKey: string): string {
  return `import { AnalyticsBrowser } from "@segment/analytics-next";

export const analytics = AnalyticsBrowser.load({ writeKey: "${writeKey}", cdnURL: "${host}" });
analytics.page();`;
}

function nodeSnippet(host: string, writeKey: string): string {
  return `import { Analytics } from "@segment/analytics-node";

const analytics = new Analytics({ writeKey: "${writeKey}", host: "${host}" });
analytics.track({
  userId: "42",
  event: "Order Completed",
  properties: { order_id: "A-1", revenue: 19.9, currency: "EUR" },
});
await analytics.closeAndFlush();`;
}

function curlSnippet(host: string, writeKey: string): string {
  return `curl ${host}/v1/track -u ${writeKey}: -H 'content-type: application/json' -d '{
  "userId": "42",
  "event": "Order Completed",
  "properties": { "order_id": "A-1", "revenue": 19.9, "currency": "EUR" }
}'`;
}

/** Snippets of the tracking API, those that fit the kind of source first. */
export function snippetsFor(kind: string, host: string, writeKey: string): Snippet[] {
  const browser: Snippet[] = [
    { id: "kompas", code: kompasSnippet(host, writeKey) },
    { id: "segment", code: segmentSnippet(host, writeKey) },
  ];
  const server: Snippet[] = [
    { id: "node", code: nodeSnippet(host, writeKey) },
    { id: "curl", code: curlSnippet(host, writeKey) },
  ];
  return ["site", "app", "chat", "ads"].includes(kind) ? [...browser, ...server] : [...server, ...browser];
}

/** A call of a webhook that shows that it is there. */
export function webhookCall(host: string, path: string, payload: string): string {
  const quoted = payload.replaceAll("'", "'\\''");
  return `curl ${host}${path} -H 'content-type: application/json' -d '${quoted}'`;
}

/** Whether other systems on the internet cannot reach this address. */
export function isLocal(host: string): boolean {
  return /^(localhost|127\.|\[::1\]|10\.|192\.168\.)/.test(new URL(host).hostname);
}
