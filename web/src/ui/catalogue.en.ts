// Messages in one language: those of every page at once, the titles of all pages, and each page's own when it is opened.
import type { Catalogue } from "./catalogue.ts";

export default {
  common: import.meta.glob<object>(["/src/ui/messages.en.json", "/src/shell/messages.en.json"], {
    eager: true,
    import: "default",
  }),
  titles: import.meta.glob<string>("/src/*/*/messages.en.json", { eager: true, import: "default", query: "?title" }),
  pages: import.meta.glob<object>("/src/*/*/messages.en.json", { import: "default" }),
} satisfies Catalogue;
