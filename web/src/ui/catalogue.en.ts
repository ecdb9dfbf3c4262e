// All messages in one language.
export default import.meta.glob<object>("/src/**/messages.en.json", { eager: true, import: "default" });
