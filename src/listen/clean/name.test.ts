// Stories of names: titles, orders, scripts, and what is no name.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanName } from "./name.ts";

describe("a name", () => {
  it.each([
    ["Иванов Иван Иванович", "Иван", "Иванов", "Иванович"],
    ["Иван Иванович Иванов", "Иван", "Иванов", "Иванович"],
    ["ИВАНОВ ИВАН", "Иван", "Иванов", ""],
    ["г-н Пётр Чайковский", "Пётр", "Чайковский", ""],
    ["Nowak, Jan Maria", "Jan Maria", "Nowak", ""],
    ["pan jan nowak", "Jan", "Nowak", ""],
    ["Dr. Anna-maria O'brien", "Anna-maria", "O'brien", ""],
    ["ludwig van beethoven", "Ludwig", "van Beethoven", ""],
    ["Шевченко Тарас Григорович", "Тарас", "Шевченко", "Григорович"],
    ["Adam Mickiewicz", "Adam", "Mickiewicz", ""],
    ["Roman Abramovich", "Roman", "Abramovich", ""],
    ["Madonna", "Madonna", "", ""],
  ])("%s: given %s, family %s, patronymic %s", (raw, given, family, patronymic) => {
    expect(cleanName(raw)).toMatchObject({ valid: true, parts: { given, family, patronymic } });
  });

  it("has one key in every order, script and standard", () => {
    const spellings = [
      ...["Юлия Иванова", "ИВАНОВА ЮЛИЯ ПЕТРОВНА", "Yulia Ivanova", "Ivanova, Julia", "Iuliia Iwanowa"],
      ...["Mrs Yuliya Ivanova", "юлия  иванова", "Ю́лия Иванова"],
    ];
    expect(new Set(spellings.map((raw) => cleanName(raw).key))).toEqual(new Set(["iulia ivanova"]));
  });

  it.each([
    ["test", "placeholder"],
    ["Нет имени 5", "impossible"],
    ["неизвестно", "placeholder"],
    ["joe@x.pl", "impossible"],
    ["---", "impossible"],
    ["ааа", "placeholder"],
  ])("%s is none: %s", (raw, flag) => {
    const cleaned = cleanName(raw);
    expect(cleaned).toMatchObject({ valid: false, key: "" });
    expect(cleaned.flags).toContain(flag);
  });

  it("tells companies and words of two scripts", () => {
    expect(cleanName("ООО Ромашка")).toMatchObject({ flags: ["company"], parts: { given: "", family: "" } });
    expect(cleanName("Kwiaty Sp. z o.o.").flags).toContain("company");
    expect(cleanName("Ивaнов").flags).toContain("mixed_script");
  });

  it("never throws, and a clean name has the key of the raw one", () => {
    const letters = fc.string({ unit: fc.constantFrom(..."абвгшщюяabcdłśę"), minLength: 2, maxLength: 9 });
    const law = fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.tuple(letters, letters)), (told) => {
      const raw = typeof told === "string" ? told : told.join(" ");
      const once = cleanName(raw);
      if (typeof told !== "string" && once.valid) expect(cleanName(once.clean).key).toBe(once.key);
    });
    fc.assert(law);
  });
});
