// Stories of being led astray: whoever answers for a name, nothing private is ever connected to.
import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ask, type Outcome } from "./call.ts";
import { type Address, checkUrl, isListed, type Policy, policyOf } from "./guard.ts";

interface Heard {
  readonly at: string;
  readonly url: string;
  readonly host: string;
}

const heard: Heard[] = [];
const servers: Server[] = [];
let port = 0;

function listen(address: string, at: number): Promise<Server> {
  const server = createServer((request, response) => {
    heard.push({ at: address, url: request.url ?? "", host: request.headers.host ?? "" });
    if (request.url === "/away") response.writeHead(302, { location: `http://127.0.0.1:${port}/inside` }).end();
    else response.writeHead(200, { "content-type": "application/json" }).end('{"ok":true}');
  });
  servers.push(server);
  return new Promise((resolve) => server.listen(at, address, () => resolve(server)));
}

beforeAll(async () => {
  const first = await listen("127.0.0.1", 0);
  const bound = first.address();
  port = typeof bound === "object" && bound !== null ? bound.port : 0;
  await listen("127.0.0.2", port);
});
beforeEach(() => {
  heard.length = 0;
});
afterAll(() => {
  for (const server of servers) server.close();
});

const four = (address: string): Address => ({ address, family: 4 });

/** The real guard without TLS; in these stories 127.0.0.2 stands for the public network. */
function policy(change: Partial<Policy> = {}): Policy {
  const real = policyOf([`api.example.com:${port}`]);
  return {
    ...real,
    allows_http: true,
    isForbidden: (address) => address !== "127.0.0.2" && real.isForbidden(address),
    resolve: async () => [four("127.0.0.2")],
    ...change,
  };
}

function call(path: string, own: Policy): Promise<Outcome> {
  const request = { url: new URL(`http://api.example.com:${port}${path}`), headers: {}, body: undefined };
  const caller = { policy: own, signal: new AbortController().signal, wait: async () => undefined };
  return ask(request, { timeout_ms: 5_000, retries: 2 }, caller);
}

describe("a call", () => {
  it("goes to the address that was checked, under the name of its host", async () => {
    expect(await call("/v1?q=1", policy())).toEqual({ is: "answer", status: 200, body: '{"ok":true}' });
    expect(heard).toEqual([{ at: "127.0.0.2", url: "/v1?q=1", host: `api.example.com:${port}` }]);
  });

  it("is not made where the name leads to this machine, and is not tried again", async () => {
    const outcome = await call("/", policy({ resolve: async () => [four("127.0.0.1")] }));
    expect(outcome).toMatchObject({ is: "fault", code: "private_url", helps_again: false });
    expect(heard).toEqual([]);
  });

  it("is not made where one of several addresses is private", async () => {
    const outcome = await call("/", policy({ resolve: async () => [four("127.0.0.2"), four("10.0.0.1")] }));
    expect(outcome).toMatchObject({ code: "private_url" });
    expect(heard).toEqual([]);
  });

  it("asks for the name once: what it says a moment later reaches nothing", async () => {
    let asked = 0;
    const rebinding = async () => {
      asked += 1;
      return [four(asked === 1 ? "127.0.0.2" : "127.0.0.1")];
    };
    expect(await call("/", policy({ resolve: rebinding }))).toMatchObject({ is: "answer" });
    expect(heard.map(({ at }) => at)).toEqual(["127.0.0.2"]);
    expect(asked).toBe(1);
    expect(await call("/", policy({ resolve: rebinding }))).toMatchObject({ code: "private_url" });
  });

  it("does not follow where it is sent on to", async () => {
    expect(await call("/away", policy())).toMatchObject({ is: "fault", code: "redirected" });
    expect(heard.map(({ url }) => url)).toEqual(["/away"]);
  });

  it("says that nobody answers without telling what was asked", async () => {
    const lost = policy({ resolve: async () => Promise.reject(Object.assign(new Error("x"), { code: "ENOTFOUND" })) });
    const outcome = await call("/?email=anna@example.com", lost);
    expect(outcome).toMatchObject({ code: "unreachable", helps_again: true });
    expect(JSON.stringify(outcome)).not.toContain("anna");
  });
});

describe("a URL", () => {
  const real = policyOf(["*"].map(() => "api.example.com"));
  const anywhere = (url: string): Policy => ({ ...real, hosts: [new URL(url).host] });

  it.each([
    "https://127.0.0.1/",
    "https://2130706433/",
    "https://0x7f.1/",
    "https://10.1.2.3/",
    "https://169.254.169.254/latest/meta-data",
  ])("%s is refused for its address", (url) => {
    expect(() => checkUrl(new URL(url), anywhere(url))).toThrow("private network");
  });

  it.each(["https://[::1]/", "https://[::ffff:127.0.0.1]/", "https://[fd00::1]/"])(
    "%s cannot even be listed",
    (url) => {
      expect(() => checkUrl(new URL(url), anywhere(url))).toThrow("not among the hosts");
      expect(real.isForbidden(new URL(url).hostname.slice(1, -1))).toBe(true);
    },
  );

  it("goes with TLS, without a login in it, to a listed host", () => {
    expect(() => checkUrl(new URL("http://api.example.com/"), real)).toThrow("https");
    expect(() => checkUrl(new URL("https://me:secret@api.example.com/"), real)).toThrow("header");
    expect(() => checkUrl(new URL("https://evil.example.com/"), real)).toThrow("not among the hosts");
    expect(() => checkUrl(new URL("https://api.example.com/"), real)).not.toThrow();
  });

  it.each([
    ["https://api.example.com/", "api.example.com", true],
    ["https://API.example.com/", "api.example.com", true],
    ["https://api.example.com:8443/", "api.example.com", false],
    ["https://api.example.com:8443/", "api.example.com:8443", true],
    ["https://eu.api.example.com/", "*.example.com", true],
    ["https://example.com/", "*.example.com", false],
    ["https://evilexample.com/", "*.example.com", false],
    ["https://api.example.com.evil.com/", "api.example.com", false],
  ])("%s by the line %s: %s", (url, line, listed) => {
    expect(isListed(new URL(url), [line])).toBe(listed);
  });
});
