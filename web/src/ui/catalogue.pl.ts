// Messages in one language: those of every page at once, the titles of all pages, and each page's own when it is opened.
import type { Catalogue } from "./catalogue.ts";

export default {
  common: import.meta.glob<object>(["/src/ui/messages.pl.json", "/src/shell/messages.pl.json"], {
    eager: true,
    import: "default",
  }),
  titles: import.meta.glob<string>("/src/*/*/messages.pl.json", { eager: true, import: "default", query: "?title" }),
  pages: import.meta.glob<object>("/src/*/*/messages.pl.json", { import: "default" }),
} satisfies Catalogue;
