// What the form of an attached table suggests and sends.
import { describe, expect, it } from "vitest";
import type { Preview } from "#contract";
import { emptyTable, locationOf, suggested, tableDraftOf, tableRequestOf } from "./table-draft.ts";

const preview: Preview = {
  format: { format: "table" },
  columns: ["mail", "Tier", "manager"].map((name) => ({ name, type: "text", empty_share: 0 })),
  rows: [],
  mapping: {
    rows: "customers",
    source: "people",
    currency: "EUR",
    time_zone: "UTC",
    format: { format: "table" },
    columns: [{ column: "mail", target: { to: "identifier", kind: "email" } }],
  },
  reasons: [],
};

const place = { ...emptyTable, name: "crm", at: "postgresql://u:p@db/crm", table: "people" };

describe("the form of an attached table", () => {
  it("takes over the identifier that was recognized, and every other column as a trait", () => {
    const draft = suggested(place, preview);
    expect(draft).toMatchObject({ join_column: "mail", join_kind: "email", traits: ["Tier", "manager"] });
    expect(tableRequestOf(draft, preview)).toMatchObject({
      name: "crm",
      location: { kind: "database", url: "postgresql://u:p@db/crm", table: "people" },
      mapping: {
        rows: "customers",
        columns: [
          { column: "mail", target: { to: "identifier", kind: "email" } },
          { column: "Tier", target: { to: "trait", name: "tier" } },
          { column: "manager", target: { to: "trait", name: "manager" } },
        ],
      },
    });
  });

  it("keeps the person's own choice when the columns are looked at again", () => {
    const chosen = { ...suggested(place, preview), join_kind: "crm_id", traits: ["Tier"] };
    expect(suggested(chosen, preview)).toMatchObject({ join_kind: "crm_id", traits: ["Tier"] });
  });

  it("sends nothing before the columns were seen, without a name, without a trait", () => {
    const draft = suggested(place, preview);
    expect(tableRequestOf(draft, undefined)).toBeUndefined();
    expect(tableRequestOf({ ...draft, name: "My CRM" }, preview)).toBeUndefined();
    expect(tableRequestOf({ ...draft, traits: ["mail"] }, preview)).toBeUndefined();
    expect(locationOf({ ...place, table: " " })).toBeUndefined();
  });

  it("opens a table as it stands", () => {
    const request = tableRequestOf(suggested(place, preview), preview);
    if (!request) throw new Error("nothing is missing");
    const stands = { id: 1, running: false, last_run_at: null, next_run_at: null, result: null, fault: null };
    const draft = tableDraftOf({ ...request, ...stands });
    expect(
      tableRequestOf(draft, request.mapping && { format: request.mapping.format, mapping: request.mapping }),
    ).toEqual(request);
  });
});
