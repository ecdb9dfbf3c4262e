// What is told without a call: page views, also of pages that only change their address, and clicks.
import type { Kompas, Properties } from "./types.ts";

/** Runs `work` whatever it throws: it stands inside the page's own calls and events. */
export type Guard = (work: () => void) => void;

// A fragment is a place on the page, unless it is the address of one: #/cart, #!cart.
function addressOf(url: URL | Location, exact: boolean): string {
  const route = /^#[/!]/.test(url.hash) ? url.hash : "";
  return url.pathname + (exact ? url.search : "") + route;
}

/** Tells `changed` whenever the page's address becomes another page's. */
export function watchAddress(guard: Guard, changed: (previous: string) => void): void {
  let last = location.href;
  const look = (exact: boolean) =>
    guard(() => {
      const before = last;
      last = location.href;
      if (addressOf(new URL(before), exact) === addressOf(location, exact)) return;
      // The page sets its title after its address.
      setTimeout(() => guard(() => changed(before)));
    });
  for (const name of ["pushState", "replaceState"] as const) {
    const original = history[name];
    history[name] = function (this: History, ...args) {
      original.apply(this, args);
      // Replacing the search part tidies an address up; pushing one is a step.
      look(name === "pushState");
    };
  }
  addEventListener("popstate", () => look(true));
  addEventListener("hashchange", () => look(true));
}

/** `data-kompas-plan="pro"` as `{ plan: "pro" }`. */
function dataOf({ dataset }: HTMLElement): Properties {
  const found: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(dataset)) {
    const [, first = "", rest = ""] = /^kompas([A-Z])(.*)$/.exec(name) ?? [];
    if (first && name !== "kompasClick") found[first.toLowerCase() + rest] = value;
  }
  return found;
}

/** What is told of an element. What people type is in none of it. */
function clicked(element: HTMLElement): Properties {
  const { tagName, id } = element;
  const text = /^(A|BUTTON|SUMMARY)$/.test(tagName) ? element.textContent : element.getAttribute("aria-label");
  const href = element.getAttribute("href");
  return {
    element: tagName.toLowerCase(),
    ...(id ? { element_id: id } : {}),
    ...(text ? { text: text.trim().replace(/\s+/g, " ").slice(0, 100) } : {}),
    ...(href ? { href } : {}),
    ...dataOf(element),
  };
}

/** Tells clicks on elements with data-kompas-click, whose value is the event's name, and on those of a selector. */
export function watchClicks(guard: Guard, kompas: Kompas, selector: string | true): void {
  const wanted = `[data-kompas-click]${selector === true ? "" : `,${selector}`}`;
  const told = (event: Event) =>
    guard(() => {
      // The element itself also where it stands in a shadow tree.
      const [target] = event.composedPath();
      const element = target instanceof Element ? target.closest(wanted) : null;
      if (!(element instanceof HTMLElement)) return;
      kompas.track(element.dataset.kompasClick || "Element Clicked", clicked(element));
    });
  // Before the page's own listeners, which may stop the event.
  document.addEventListener("click", told, true);
}
