// All messages in one language.
export default import.meta.glob<object>("../**/messages.ru.json", { eager: true, import: "default" });
