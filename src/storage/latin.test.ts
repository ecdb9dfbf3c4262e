// latinOf and its SQL form are one function; spellings of one name in several standards meet in it.
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { latinOf } from "#contract";
import { testEngines } from "../../tests/engines.ts";
import type { Engines } from "./engines.ts";
import { latinSql } from "./latin.sql.ts";
import { sql } from "./sql.ts";

describe("a name as plain Latin", () => {
  it.each([
    ["Иванов Ivanov Iwanow IVANOFF", "ivanov"],
    ["Юлия Юлія Yulia Julia Iuliia Yuliya Julija", "iulia"],
    ["Łukasz Lukasz Лукаш", "lukash"],
    ["Щербаков Shcherbakov Szczerbakow Scherbakov", "sherbakov"],
    ["Екатерина Yekaterina Jekaterina Iekaterina Ekaterina", "ekaterina"],
    ["Соловьёв Соловьев Solovyov Solovyev", "solovev"],
    ["Дмитрий Dmitriy Dmitrij Dmitry Dmitrii", "dmitri"],
    ["Алексей Aleksey Alexei Aleksej", "aleksei"],
    ["Александр Aleksander Alexander Alexandr", "aleksandr"],
    ["Жуков Żukow Zhukov Žukov", "zukov"],
    ["Чернов Czernow Chernov Černov", "chernov"],
    ["Наталья Natalya Nataliya Natalia Natalja", "natalia"],
    ["Wiktor Victor Виктор Viktor", "viktor"],
    ["Хабаров Khabarov Habarov", "habarov"],
    ["Илья Ilya Il'ya", "ilia"],
  ])("%s: one word", (spellings, word) => {
    expect(new Set(spellings.split(" ").map(latinOf))).toEqual(new Set([word]));
  });

  it("leaves scripts alone that it does not know, and keeps names apart that differ", () => {
    expect(latinOf("王小明")).toBe("王小明");
    expect(latinOf("Иванов")).not.toBe(latinOf("Иванова"));
    expect(latinOf("Chan")).not.toBe(latinOf("Khan"));
  });
});

describe("latinSql", () => {
  let engines: Engines;
  beforeAll(async () => {
    engines = await testEngines();
  });

  it("gives what latinOf gives, for any text of these alphabets", async () => {
    const alphabet =
      "абвгґдеёєжзиіїйклмнопрстуўфхцчшщъыьэюяАБЁЙЩЮЯabcdefghijklmnopqrstuvwxyzABCXYZąćęłńóśźżĄĆĘŁŃÓŚŹŻäöüßéèçñčšžøđ '’-.0123";
    const unit = fc.oneof(fc.constantFrom(...alphabet), fc.constantFrom("й", "ё", "sz", "cz", "kh", "shch", "王"));
    const texts = fc.sample(fc.string({ unit, maxLength: 24 }), { numRuns: 3000, seed: 7 });
    const rows = await engines.clickhouse.rows(
      "latin",
      sql`SELECT groupArray(latin) AS latin FROM (SELECT ${latinSql(sql`text`)} AS latin FROM (SELECT arrayJoin(${texts}) AS text))`,
    );
    expect(rows).toEqual([{ latin: texts.map(latinOf) }]);
  });
});
