// Sets the theme and the language of the document before anything is painted, so that neither flashes.
// A file rather than an inline script: the content security policy allows scripts of our own origin only.
(() => {
  const stored = localStorage.getItem("kompas.theme");
  const dark = stored === "dark" || (stored !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
  const language = localStorage.getItem("kompas.language");
  if (language) document.documentElement.lang = language;
})();
