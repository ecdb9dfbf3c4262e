// The comparison of declared rows with the engine's answers, on planted answers; golden.test.ts holds the real ones.
import { type TSchema, Type } from "typebox";
import { describe, expect, it } from "vitest";
import { parseType, rowFaults } from "./house/describe.ts";

const Maybe = Type.Union([Type.Number(), Type.Null()]);
const Line = Type.Object({ id: Type.String(), quantity: Type.Number() });

describe("a declared row agrees with the answer", () => {
  it.each<[string, TSchema]>([
    ["UInt64", Type.Integer()],
    ["Int8", Type.Number()],
    ["Float64", Type.Number()],
    ["Decimal(18, 4)", Type.Number()],
    ["Nullable(Float64)", Maybe],
    ["Float64", Maybe],
    ["String", Type.String()],
    ["LowCardinality(String)", Type.String()],
    ["LowCardinality(Nullable(String))", Type.Union([Type.String(), Type.Null()])],
    ["DateTime64(3, 'UTC')", Type.String()],
    ["Date", Type.String()],
    ["SimpleAggregateFunction(min, DateTime64(3, 'UTC'))", Type.String()],
    ["Bool", Type.Boolean()],
    ["String", Type.Union([Type.Literal("A"), Type.Literal("B")])],
    ["Enum8('A' = 1, 'B, (C' = 2)", Type.String()],
    ["Array(Nullable(Int32))", Type.Array(Type.Union([Type.Integer(), Type.Null()]))],
    ["Map(LowCardinality(String), String)", Type.Record(Type.String(), Type.String())],
    ["Array(Tuple(id LowCardinality(String), quantity Decimal(18, 3)))", Type.Array(Line)],
  ])("%s", (type, declared) => {
    expect(rowFaults(Type.Object({ a: declared }), [{ name: "a", type }])).toEqual([]);
  });
});

describe("a planted difference is found", () => {
  it.each<[string, string, TSchema]>([
    ["null that is not declared", "Nullable(Float64)", Type.Number()],
    ["null inside an array", "Array(Nullable(Int8))", Type.Array(Type.Integer())],
    ["text for a number", "String", Type.Number()],
    ["a number for text", "UInt8", Type.String()],
    ["a fraction for an integer", "Float64", Type.Integer()],
    ["money for an integer", "Decimal(18, 4)", Type.Integer()],
    ["more than JSON's numbers hold", "UInt128", Type.Integer()],
    ["a number for a boolean", "UInt8", Type.Boolean()],
    ["a tuple without names", "Tuple(String, Decimal(18, 3))", Line],
    ["a tuple with more parts", "Tuple(id String, quantity Float64, price Float64)", Line],
    ["a map of other values", "Map(String, Float64)", Type.Record(Type.String(), Type.String())],
    ["one value for an array", "String", Type.Array(Type.String())],
  ])("%s", (_, type, declared) => {
    expect(rowFaults(Type.Object({ a: declared }), [{ name: "a", type }])).toHaveLength(1);
  });

  it("a column that is missing, and one too many", () => {
    expect(rowFaults(Type.Object({ a: Type.String() }), [{ name: "b", type: "String" }])).toEqual([
      "a is declared, but not answered",
      "b is answered as String, but not declared",
    ]);
  });

  it("an id as a number, which JSON would round", () => {
    const row = Type.Object({ customer_id: Type.Integer() });
    expect(rowFaults(row, [{ name: "customer_id", type: "UInt64" }])).toEqual([
      "customer_id is an id of type UInt64: select it by toString()",
    ]);
  });
});

describe("a type's text", () => {
  it("is taken apart with its names", () => {
    expect(parseType("Tuple(`a.b` Nullable(String), c DateTime64(3, 'UTC'))")).toEqual({
      name: "Tuple",
      parts: [
        { label: "a.b", type: { name: "Nullable", parts: [{ label: "", type: { name: "String", parts: [] } }] } },
        { label: "c", type: { name: "DateTime64", parts: [] } },
      ],
    });
  });
});
