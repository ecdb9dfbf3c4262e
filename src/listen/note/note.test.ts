// What people write down about a customer, and who looks after one.
import { beforeAll, expect, test } from "vitest";
import { type Caller, maskerOf, type Role } from "#contract";
import type { Engines } from "#storage";
import { testContext } from "../../../tests/context.ts";
import { testEngines } from "../../../tests/engines.ts";
import { managerChoices, managing, setManager } from "./manager.ts";
import { type Asking, addNote, changeNote, notesOf, removeNote } from "./note.ts";

let engines: Engines;
const at = (minute: number) => new Date(Date.UTC(2024, 5, 1, 12, minute));

beforeAll(async () => {
  engines = await testEngines();
});

function as(name: string, role: Role): Asking {
  const caller: Caller = { kind: "user", id: name, name, role };
  return { caller, mask: maskerOf({ ...testContext(engines), caller }) };
}
const ada = as("Ada", "agent");
const bo = as("Bo", "agent");
const boss = as("Boss", "admin");

test("a note stands with its author and time; pinned ones come first", async () => {
  await addNote(engines, "1", { text: "  Prefers calls in the morning " }, ada, at(0));
  const second = await addNote(engines, "1", { text: "Sent a sample" }, bo, at(1));
  await addNote(engines, "2", { text: "Somebody else" }, bo, at(2));
  const [newest, older] = await notesOf(engines, "1", ada);
  expect(newest).toEqual({ ...second, mine: false });
  expect(older).toMatchObject({ text: "Prefers calls in the morning", author: "Ada", changed_at: null, mine: true });
  await changeNote(engines, "1", older?.id ?? 0, { pinned: true }, bo, at(3));
  expect((await notesOf(engines, "1", ada)).map(({ text, changed_at }) => [text, changed_at])).toEqual([
    ["Prefers calls in the morning", null],
    ["Sent a sample", null],
  ]);
});

test("its author and an admin change and delete it, nobody else", async () => {
  const { id } = await addNote(engines, "3", { text: "Wants tea" }, ada, at(0));
  await expect(changeNote(engines, "3", id, { text: "Coffee" }, bo, at(1))).rejects.toMatchObject({ status: 403 });
  await expect(removeNote(engines, "3", id, bo.caller)).rejects.toMatchObject({ code: "not_the_author" });
  expect(await changeNote(engines, "3", id, { text: "Wants green tea" }, ada, at(2))).toMatchObject({
    text: "Wants green tea",
    changed_at: at(2).toISOString(),
  });
  // The number of a note of another customer is no way to it.
  await expect(removeNote(engines, "4", id, boss.caller)).rejects.toMatchObject({ code: "unknown_note" });
  await removeNote(engines, "3", id, boss.caller);
  expect(await notesOf(engines, "3", ada)).toEqual([]);
});

test("who sees masks reads nothing of what was written", async () => {
  await addNote(engines, "5", { text: "Lives at 4 High Street" }, ada, at(0));
  expect(await notesOf(engines, "5", as("Vi", "viewer"))).toMatchObject([{ text: "***", author: "Ada", mine: false }]);
});

test("a customer has one manager, whom changes replace, and a history", async () => {
  const user = { password_hash: "", created_at: at(0) };
  await engines.postgres.db
    .insertInto("app_user")
    .values([
      { ...user, email: "zoe@example.com", name: "Zoe", role: "agent" },
      { ...user, email: "vi@example.com", name: "Vi", role: "viewer" },
      { ...user, email: "gone@example.com", name: "Gone", role: "agent", enabled: false },
    ])
    .execute();
  const choices = await managerChoices(engines);
  expect(choices.map(({ name }) => name)).toEqual(["Zoe"]);
  const zoe = choices[0]?.user_id ?? 0;
  expect(await setManager(engines, "6", zoe, "Boss", at(1))).toMatchObject({ manager: { name: "Zoe" } });
  await expect(setManager(engines, "6", zoe + 1, "Boss", at(2))).rejects.toMatchObject({ code: "unknown_user" });
  expect(await setManager(engines, "6", null, "Ada", at(3))).toEqual({
    manager: null,
    history: [
      { name: null, set_by: "Ada", set_at: at(3).toISOString() },
      { name: "Zoe", set_by: "Boss", set_at: at(1).toISOString() },
    ],
  });
  await setManager(engines, "6", zoe, "Ada", at(4));
  await engines.postgres.db.deleteFrom("app_user").where("id", "=", zoe).execute();
  // What was told stays; who is no user any more looks after nobody.
  expect(await managing(engines, "6")).toMatchObject({ manager: null, history: [{ name: "Zoe" }, {}, {}] });
});
