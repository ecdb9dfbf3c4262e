// All messages in one language.
export default import.meta.glob<object>("/src/**/messages.ru.json", { eager: true, import: "default" });
