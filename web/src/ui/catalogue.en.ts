// All messages in one language.
export default import.meta.glob<object>("../**/messages.en.json", { eager: true, import: "default" });
