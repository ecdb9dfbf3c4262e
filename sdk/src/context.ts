// Where an event happened: the page, the campaign that led to it, the browser.
import type { Properties } from "./types.ts";

/** The build puts the version in. */
declare const KOMPAS_VERSION: string;

/** The page as Segment's contract names its parts. The fragment stays: it may be the page's address. */
export function pageOf(address: string, title: string, referrer: string): Properties {
  const { href, pathname, search } = new URL(address);
  return { url: href, path: pathname, search, title, referrer };
}

/** The campaign that the address names, by the utm parameters; undefined when it names none. */
export function campaignOf(address: string): Properties | undefined {
  const campaign: Record<string, string> = {};
  for (const [name, value] of new URL(address).searchParams) {
    // utm_campaign is the campaign's name; the others keep theirs.
    const [, part] = /^utm_(\w+)$/.exec(name) ?? [];
    if (part && value) campaign[part === "campaign" ? "name" : part] = value;
  }
  return Object.keys(campaign).length > 0 ? campaign : undefined;
}

/** All that the browser says by itself. */
export function contextNow(referrer: string): Record<string, unknown> {
  const { userAgent, language } = navigator;
  const campaign = campaignOf(location.href);
  return {
    page: pageOf(location.href, document.title, referrer),
    ...(campaign ? { campaign } : {}),
    locale: language,
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    userAgent,
    screen: { width: screen.width, height: screen.height, density: devicePixelRatio },
    library: { name: "kompas-browser", version: KOMPAS_VERSION },
  };
}
