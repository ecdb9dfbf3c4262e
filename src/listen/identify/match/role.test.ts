// Columns are known by their names in three languages, or by what stands in them.
import { describe, expect, it } from "vitest";
import { delimiterOf } from "./file.ts";
import { guessFields, guessKey, guessRole } from "./role.ts";

const column = (name: string, ...values: string[]) => ({ name, values });

describe("the role of a column", () => {
  it.each([
    ["First Name", "Ann", "given_name"],
    ["lastName", "Lee", "surname"],
    ["nazwisko", "Nowak", "surname"],
    ["Имя", "Анна", "given_name"],
    ["date_of_birth", "19900102", "birth_date"],
    ["soc_sec_id", "1234567", "code"],
    ["kod_pocztowy", "00-950", "postcode"],
    ["address_1", "High Street", "street"],
    ["x", "ann@mail.example", "email"],
    ["y", "+48 601 234 567", "phone"],
    ["z", "anything", undefined],
  ])("%s of %s is %s", (name, value, role) => {
    expect(guessRole(column(name, value))).toBe(role);
  });

  it("is given to a field each; keys, labels and constants are no fields", () => {
    const columns = [
      column("id", "1", "2"),
      column("cluster", "1", "1"),
      column("city", "Rome", "Oslo"),
      column("country", "IT", "IT"),
    ];
    expect(guessKey(columns)).toBe("id");
    expect(guessFields(columns, ["id"])).toEqual([{ name: "city", role: "city", columns: ["city"] }]);
  });
});

it("the delimiter is what the header has most of", () => {
  expect(["a,b,c", "a;b;c,d", "a\tb", "one"].map(delimiterOf)).toEqual([",", ";", "\t", ","]);
});
