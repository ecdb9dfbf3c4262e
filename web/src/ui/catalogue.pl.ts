// All messages in one language.
export default import.meta.glob<object>("/src/**/messages.pl.json", { eager: true, import: "default" });
