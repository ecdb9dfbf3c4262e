// The address of the import page: shareable, survives a reload, never holds a password.

import { expect, test } from "vitest";
import type { Location } from "#contract";
import { hidePassword, locationOf, nameOf, parseSearch, searchOf } from "./location.ts";

test("a location comes back from its address", () => {
  const locations: Location[] = [
    { kind: "upload", upload_id: "u1", file_name: "orders.csv" },
    { kind: "path", path: "/data/2024/*.parquet" },
    { kind: "url", url: "https://example.org/orders.csv" },
  ];
  for (const location of locations) expect(locationOf(searchOf(location, "map"))).toEqual(location);
});

test("a database's password never enters the address or a list", () => {
  const location: Location = { kind: "database", url: "postgres://ann:secret@db/shop", table: "orders" };
  expect(JSON.stringify(searchOf(location, "map"))).not.toContain("secret");
  expect(locationOf(searchOf(location, "map"))).toBeNull();
  expect(nameOf(location)).toBe("postgres://ann:•••@db/shop · orders");
});

test("keys in a URL's query are not shown", () => {
  expect(hidePassword("https://bucket.example/x.csv?X-Signature=abc")).toBe("https://bucket.example/x.csv");
});

test("an address with nonsense opens the first step", () => {
  expect(parseSearch({ step: "fly", kind: "moon", at: {} })).toEqual({});
  expect(parseSearch({ step: "map", kind: "path", at: 42 })).toEqual({ step: "map", kind: "path", at: "42" });
});
