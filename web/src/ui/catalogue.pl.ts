// All messages in one language.
export default import.meta.glob<object>("../**/messages.pl.json", { eager: true, import: "default" });
