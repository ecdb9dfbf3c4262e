// What the browser SDKs of Segment and RudderStack ask for before they start: where to send, and that nothing else is.
import type { IncomingHttpHeaders } from "node:http";
import type { Source } from "../source/source.ts";

/** Where the page reached us, as it will reach us again: behind a proxy the scheme is what the proxy or the page says. */
function schemeOf(headers: IncomingHttpHeaders): "http" | "https" {
  const told = headers["x-forwarded-proto"];
  const scheme = typeof told === "string" ? told : (headers.origin ?? headers.referer ?? "");
  return scheme.toLowerCase().startsWith("https") ? "https" : "http";
}

/** The answer that analytics.js 2 (`@segment/analytics-next`) loads from its `cdnURL`. */
export function segmentSettings(source: Source, headers: IncomingHttpHeaders): object {
  const everything = { __default: { enabled: true, integrations: {} } };
  return {
    integrations: {
      "Segment.io": {
        apiKey: source.write_key,
        apiHost: `${headers.host ?? "localhost"}/v1`,
        protocol: schemeOf(headers),
        unbundledIntegrations: [],
        addBundledMetadata: true,
        maybeBundledConfigIds: {},
        versionSettings: { version: "4.4.7", componentTypes: ["browser"] },
      },
    },
    plan: { track: everything, identify: { __default: { enabled: true } }, group: { __default: { enabled: true } } },
    edgeFunction: {},
    analyticsNextEnabled: true,
    middlewareSettings: {},
    enabledMiddleware: {},
    metrics: { sampleRate: 0 },
    legacyVideoPluginsEnabled: false,
    remotePlugins: [],
  };
}

/** The answer that RudderStack's browser SDK loads from its `configUrl`. */
export function rudderSettings(source: Source, now: Date): object {
  const updatedAt = now.toISOString();
  return {
    source: {
      id: source.slug,
      name: source.name,
      writeKey: source.write_key,
      enabled: source.enabled,
      workspaceId: "kompas",
      config: { statsCollection: { errors: { enabled: false }, metrics: { enabled: false } } },
      destinations: [],
      connections: [],
      updatedAt,
    },
    updatedAt,
  };
}
