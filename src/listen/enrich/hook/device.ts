// User agent -> kind of device, system and browser, by bowser's tables.
import bowser from "bowser";
import { type BuiltInHook, filled, firstOf } from "./hook.ts";

const takes = [{ kind: "context", name: "userAgent" }] as const;

/** Longer ones are no browser's; reading them would only cost time. */
const longest = 1_000;
const robots = /bot\b|crawl|spider|slurp|headless|lighthouse|curl\/|wget\/|python-requests|okhttp\/|axios\//i;

export const deviceHook: BuiltInHook = {
  id: "device",
  takes,
  gives: ["device_type", "device_os", "device_browser"],
  enabled: true,
  run(told) {
    const text = firstOf(told, takes).slice(0, longest);
    if (text === "") return {};
    const { platform, os, browser } = bowser.parse(text);
    const type = robots.test(text) ? "bot" : platform.type;
    return filled({ device_type: type, device_os: os.name, device_browser: browser.name });
  },
};
