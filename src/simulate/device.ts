// Browsers and apps by which people come, and the cookies by which those are known.
import { day_ms } from "./calendar.ts";
import { identity } from "./company.ts";
import { exponential, hashOf, type Uniform, type Weighted, weighted } from "./random.ts";

interface Software {
  readonly browser: string;
  readonly os: string;
  readonly type: "desktop" | "mobile" | "tablet";
}

/** A browser on a machine. Its cookie is renewed now and then, which makes another anonymous id. */
export interface Device extends Software {
  /** When each cookie was set, the first one before everything. */
  readonly renewed: readonly number[];
  readonly ids: readonly string[];
}

const software = (browser: string, os: string, type: Software["type"], weight: number): readonly [Software, number] => [
  { browser, os, type },
  weight,
];

/** Software and how often it is met. The planted friction stands on one browser's version. */
export const browsers: Weighted<Software> = [
  software("Chrome 138", "Android", "mobile", 0.3),
  software("Chrome 138", "Windows", "desktop", 0.2),
  software("Safari 17.4", "iOS", "mobile", 0.13),
  software("Safari 18.2", "iOS", "mobile", 0.09),
  software("Firefox 140", "Windows", "desktop", 0.08),
  software("Edge 138", "Windows", "desktop", 0.07),
  software("Samsung Internet 27", "Android", "mobile", 0.05),
  software("Safari 18.2", "macOS", "desktop", 0.05),
  software("Chrome 138", "Android", "tablet", 0.03),
];

const hex = (value: number) => value.toString(16).padStart(8, "0");

/** 64 bits as text that tells nothing: a cookie or a device of its own for each of `parts`. */
export function opaqueId(...parts: readonly number[]): string {
  return hex(hashOf(11, ...parts)) + hex(hashOf(12, ...parts));
}

/** The `place`-th device of a person, with its cookies from `from` to `until`. */
export function deviceOf(
  uniform: Uniform,
  owner: { readonly seed: number; readonly person: number; readonly place: number },
  span: { readonly from: number; readonly until: number },
): Device {
  const found = weighted(uniform, browsers);
  const renewed = [Number.NEGATIVE_INFINITY];
  for (let at = span.from; ; ) {
    at += exponential(uniform, identity.cookie_days * day_ms);
    if (at >= span.until) break;
    renewed.push(at);
  }
  const ids = renewed.map((_, cookie) => opaqueId(owner.seed, owner.person, owner.place, cookie));
  return { ...found, renewed, ids };
}

/** The anonymous id that the device has at a time. */
export function anonymousAt({ renewed, ids }: Device, at: number): string {
  let cookie = renewed.length - 1;
  while (cookie > 0 && (renewed[cookie] ?? 0) > at) cookie -= 1;
  return ids[cookie] ?? "";
}
