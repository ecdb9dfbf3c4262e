// The URL's query: plain text that comes back as it was.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keptSearch, parseSearch, stringifySearch } from "./search.ts";

describe("the query of the URL", () => {
  it("keeps every value as text, so that ids and dates stay what they are", () => {
    expect(parseSearch("?id=0012&from=2011-01-01&flag=true")).toEqual({ id: "0012", from: "2011-01-01", flag: "true" });
  });

  it("comes back as it was written", () => {
    const values = fc.dictionary(fc.stringMatching(/^[a-z_]{1,8}$/), fc.string({ minLength: 1 }));
    fc.assert(
      fc.property(values, (search) => {
        const text = fc.stringify(search);
        expect(parseSearch(stringifySearch(search)), text).toEqual({ ...search });
      }),
    );
  });

  it("leaves out what has no value", () => {
    expect(stringifySearch({ from: undefined, to: "" })).toBe("");
  });

  it("takes the period along to other pages and leaves the rest behind", () => {
    expect(keptSearch({ from: "2011-01-01", to: "2011-02-01", sort: "orders", compare: "year" })).toEqual({
      from: "2011-01-01",
      to: "2011-02-01",
      compare: "year",
    });
  });
});
