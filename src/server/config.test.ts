// Settings: what is taken, what is refused and what the refusal says.
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { isPrivate } from "./caller.ts";
import { addressOf, ConfigError, localAddress, readConfig, settings, unknownSettings } from "./config.ts";

const token = "a-token-of-more-than-20-characters";

test("an empty environment is a complete configuration for this machine only", () => {
  expect(readConfig({})).toEqual({
    data_dir: resolve("./data"),
    port: 4600,
    host: "127.0.0.1",
    public_url: undefined,
    admin_token: undefined,
    api_key: undefined,
    clickhouse_url: undefined,
    postgres_url: undefined,
    log_level: "info",
    rate_per_minute: 6000,
    upload_max_bytes: 10_000_000_000,
    allow_private_urls: false,
    ip_database: "",
    keep_dead_letters_days: 365,
    keep_audit_days: 0,
    smtp_url: undefined,
    mail_from: "Kompas <kompas@localhost>",
    stop_ms: 10_000,
  });
});

test("every refusal names its variable and says what would be right", () => {
  const wrong: Record<string, [value: string, mend: RegExp]> = {
    KOMPAS_PORT: ["tcp://10.0.0.1:80", /whole number from 0 to 65535/],
    KOMPAS_HOST: ["http://x/", /127\.0\.0\.1/],
    KOMPAS_PUBLIC_URL: ["kompas.example.com", /https:\/\/kompas\.example\.com/],
    KOMPAS_ADMIN_TOKEN: ["short", /openssl rand/],
    KOMPAS_CLICKHOUSE_URL: ["tcp://u:hunter2@h:9000/d", /http:\/\/ or https:\/\//],
    KOMPAS_POSTGRES_URL: ["mysql://u:hunter2@h/d", /postgres:\/\//],
    KOMPAS_LOG_LEVEL: ["loud", /trace, debug/],
  };
  for (const [variable, [value, mend]] of Object.entries(wrong)) {
    const read = () => readConfig({ [variable]: value });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(mend);
    expect(read).toThrow(new RegExp(`^${variable}: `));
    expect(read).not.toThrow(/hunter2/);
  }
});

test("without users nobody has to sign in where this machine alone can call, and nowhere else", () => {
  for (const host of ["0.0.0.0", "::", "192.168.1.5", "kompas.example.com"])
    expect(isPrivate(readConfig({ KOMPAS_HOST: host }))).toBe(false);
  for (const host of ["127.0.0.1", "::1", "[::1]", "localhost", "127.0.0.2"]) {
    expect(isPrivate(readConfig({ KOMPAS_HOST: host }))).toBe(true);
    expect(isPrivate(readConfig({ KOMPAS_HOST: host, KOMPAS_ADMIN_TOKEN: token }))).toBe(false);
    // A proxy brings others here.
    expect(isPrivate(readConfig({ KOMPAS_HOST: host, KOMPAS_PUBLIC_URL: "https://kompas.example.com" }))).toBe(false);
    expect(isPrivate(readConfig({ KOMPAS_HOST: host, KOMPAS_PUBLIC_URL: "http://localhost:4600" }))).toBe(true);
  }
});

test("a mistyped variable is noticed", () => {
  expect(unknownSettings({ KOMPAS_PROT: "1", KOMPAS_PORT: "1", PATH: "" })).toEqual(["KOMPAS_PROT"]);
  expect(Object.values(settings).every(({ means }) => means.length > 10)).toBe(true);
});

test("addresses: people get the public one, programs here the local one", () => {
  const config = readConfig({
    KOMPAS_HOST: "0.0.0.0",
    KOMPAS_ADMIN_TOKEN: token,
    KOMPAS_PUBLIC_URL: "https://kompas.example.com/",
  });
  expect(addressOf(config)).toBe("https://kompas.example.com");
  expect(localAddress(config, 81)).toBe("http://127.0.0.1:81");
  expect(localAddress(readConfig({ KOMPAS_HOST: "::1" }))).toBe("http://[::1]:4600");
});
