// The cluster form as text.
import { expect, test } from "vitest";
import { clusterSteps, tableActedOn } from "./cluster.ts";

const withKeeper = { name: "main", keeper: true };
const without = { name: "main", keeper: false };
const create =
  "CREATE TABLE IF NOT EXISTS event_log (\n  id UInt128\n)\nENGINE = ReplacingMergeTree(received_at)\nORDER BY (customer_id, id)";

test("a table becomes a local table on every shard and a Distributed table over them", () => {
  expect(clusterSteps(create, without, false)).toEqual([
    { text: create.replace("event_log", "event_log_local"), everywhere: true },
    {
      text: "CREATE TABLE IF NOT EXISTS event_log AS event_log_local ENGINE = Distributed('main', currentDatabase(), 'event_log_local', cityHash64(customer_id))",
      everywhere: true,
    },
  ]);
});

test("with a Keeper the servers tell one another, and tables are replicated", () => {
  const [local, distributed] = clusterSteps(create, withKeeper, false);
  expect(local?.everywhere).toBe(false);
  expect(local?.text).toContain("event_log_local ON CLUSTER main (");
  expect(local?.text).toContain(
    "ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/{database}/event_log_local', '{replica}', received_at)",
  );
  expect(distributed?.text).toMatch(
    /^CREATE TABLE IF NOT EXISTS event_log ON CLUSTER main AS event_log_local ENGINE = Distributed/,
  );
});

test.each([
  ["CREATE TABLE t (a UInt8) ENGINE = Null", ["CREATE TABLE t ON CLUSTER main (a UInt8) ENGINE = Null"]],
  ["CREATE VIEW v AS SELECT * FROM t FINAL", ["CREATE VIEW v ON CLUSTER main AS SELECT * FROM t FINAL"]],
  [
    "CREATE MATERIALIZED VIEW IF NOT EXISTS v TO t AS SELECT 1",
    ["CREATE MATERIALIZED VIEW IF NOT EXISTS v ON CLUSTER main TO t AS SELECT 1"],
  ],
  ["CREATE DATABASE d ENGINE = Atomic", ["CREATE DATABASE d ON CLUSTER main ENGINE = Atomic"]],
  ["DROP DATABASE d SYNC", ["DROP DATABASE d ON CLUSTER main SYNC"]],
  ["DELETE FROM t WHERE a = {p0:UInt8}", ["DELETE FROM t_local ON CLUSTER main WHERE a = {p0:UInt8}"]],
  [
    "ALTER TABLE t ADD COLUMN b UInt8",
    ["ALTER TABLE t_local ON CLUSTER main ADD COLUMN b UInt8", "ALTER TABLE t ON CLUSTER main ADD COLUMN b UInt8"],
  ],
  ["ALTER TABLE t DELETE WHERE a = 1", ["ALTER TABLE t_local ON CLUSTER main DELETE WHERE a = 1"]],
  ["OPTIMIZE TABLE t FINAL", ["OPTIMIZE TABLE t_local ON CLUSTER main FINAL"]],
  [
    "DROP TABLE IF EXISTS t",
    ["DROP TABLE IF EXISTS t_local ON CLUSTER main", "DROP TABLE IF EXISTS t ON CLUSTER main"],
  ],
  ["INSERT INTO t SELECT * FROM u", ["INSERT INTO t SELECT * FROM u"]],
])("%s", (statement, texts) => {
  expect(clusterSteps(statement, withKeeper, true).map((step) => step.text)).toEqual(texts);
});

test("a change of a table that is not sharded acts on that table alone", () => {
  expect(tableActedOn("DELETE FROM t WHERE 1")).toBe("t");
  expect(clusterSteps("DROP TABLE t", without, false)).toEqual([{ text: "DROP TABLE t", everywhere: true }]);
});
