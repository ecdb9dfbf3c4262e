// Accounts in the terminal: the list with its totals, one with its members, and what is refused.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { engineSettings, testEngines } from "../../tests/engines.ts";
import { recorder } from "../../tests/recorder.ts";
import { run } from "./kompas.ts";

test("accounts are listed with their worth, and one is shown with its members", async () => {
  const folder = await mkdtemp(join(tmpdir(), "kompas-accounts-"));
  const engines = await testEngines();
  const at = { occurred_at: "2026-01-05 12:00:00.000", received_at: "2026-01-05 12:00:00.000", customer_id: "7" };
  await engines.clickhouse.insert("delivery", [
    {
      ...at,
      id: "1",
      source: "app",
      type: "group",
      group_id: "acme",
      identifiers: [{ kind: "user_id", value: "u7" }],
      group_traits: [{ name: "name", value: "ACME" }],
    },
    { ...at, id: "2", source: "app", type: "track", name: "Order Completed", order_id: "1", revenue: "12.50" },
  ]);
  const environment = { KOMPAS_DATA: folder, KOMPAS_PORT: "0", KOMPAS_LOG_LEVEL: "silent", ...engineSettings(engines) };
  const kompas = async (...line: string[]) => {
    const { terminal, said } = recorder();
    return said(await run(line, { terminal, environment, signal: new AbortController().signal }));
  };
  try {
    const listed = await kompas("accounts");
    expect(listed, listed.notes).toMatchObject({ code: 0 });
    expect(listed.out).toMatch(/ACME +1 +1 +€12\.50/);
    expect(listed.notes).toContain("1 group with 1 member, net revenue €12.50");
    const id = /^(\d+) +ACME/m.exec(listed.out)?.[1] ?? "";
    const shown = await kompas("accounts", id);
    expect(shown.out).toContain("ACME (group acme), 1 member");
    expect(shown.out).toMatch(/u7 +2026-01-05 +group +€12\.50/);
    expect(await kompas("accounts", "5")).toMatchObject({ code: 1, notes: expect.stringContaining("no account 5") });
    expect(await kompas("accounts", "--kind", "team")).toMatchObject({ code: 2 });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
