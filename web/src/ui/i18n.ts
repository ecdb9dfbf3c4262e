// Languages: one catalogue a language, made of the messages.<language>.json of every folder; a folder is a namespace.
import i18next, { type BackendModule, type Resource } from "i18next";
import { initReactI18next } from "react-i18next";
import type { Catalogue } from "./catalogue.ts";

export const languages = [
  { id: "en", name: "English" },
  { id: "ru", name: "Русский" },
  { id: "pl", name: "Polski" },
] as const;
export type Language = (typeof languages)[number]["id"];

// Each language is its own chunk: only the one in use is loaded.
const catalogues: Record<Language, () => Promise<{ default: Catalogue }>> = {
  en: () => import("./catalogue.en.ts"),
  ru: () => import("./catalogue.ru.ts"),
  pl: () => import("./catalogue.pl.ts"),
};

/** "/src/analyze/overview/messages.en.json" belongs to namespace "overview": the name of its folder. */
export function namespaces<Value>(files: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(files).map(([path, value]) => [path.split("/").at(-2) ?? path, value]));
}

function isLanguage(text: string | null | undefined): text is Language {
  return languages.some((language) => language.id === text);
}

/** The language chosen before, else the first of the browser's that we speak, else English. */
export function preferredLanguage(stored: string | null, browser: readonly string[]): Language {
  if (isLanguage(stored)) return stored;
  return browser.map((tag) => tag.split("-")[0]).find(isLanguage) ?? "en";
}

/** Loads what every page says, and the titles of all pages as namespace "titles". */
async function load(language: Language): Promise<void> {
  const { common, titles } = (await catalogues[language]()).default;
  for (const [namespace, messages] of Object.entries(namespaces(common)))
    i18next.addResourceBundle(language, namespace, messages);
  i18next.addResourceBundle(language, "titles", namespaces(titles));
}

// A page's own messages come when it first asks for them; until then it is pending, like its code.
const pageMessages: BackendModule = {
  type: "backend",
  init: () => undefined,
  read: async (language, namespace) => {
    if (!isLanguage(language)) return {};
    return (await namespaces((await catalogues[language]()).default.pages)[namespace]?.()) ?? {};
  },
};

/** Loads what every page says in the preferred language and starts i18next; call before the first render. */
export async function startI18n(): Promise<void> {
  const language = preferredLanguage(localStorage.getItem("kompas.language"), navigator.languages);
  const resources: Resource = {};
  await i18next
    .use(pageMessages)
    .use(initReactI18next)
    .init({
      lng: language,
      resources,
      partialBundledLanguages: true,
      ns: [],
      defaultNS: "ui",
      fallbackNS: "ui",
      interpolation: { escapeValue: false },
      returnNull: false,
    });
  await load(language);
  document.documentElement.lang = language;
}

/** Switches the language of everything on the screen and remembers it. */
export async function setLanguage(language: Language): Promise<void> {
  await load(language);
  await i18next.changeLanguage(language);
  localStorage.setItem("kompas.language", language);
  document.documentElement.lang = language;
}
