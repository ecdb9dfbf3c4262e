// The guess, on files as shops of three languages write them.
import { describe, expect, it } from "vitest";
import { isPrivate } from "./download.ts";
import { guessMapping } from "./guess.ts";
import { columnType, guessDateOrder, type Sample } from "./infer.ts";
import { shownLocation } from "./secret.ts";
import { csvRows, guessDecimalComma, guessDelimiter, guessEncoding } from "./sniff.ts";

const settings = { source: "shop", currency: "EUR", time_zone: "UTC", format: { format: "csv" } } as const;

function sampleOf(...lines: string[]): Sample {
  const [columns = [], ...rows] = lines.map((line) => line.split(";"));
  return { columns, rows: rows.map((row) => row.map((cell) => cell || null)) };
}

function targets(sample: Sample): string[] {
  const { mapping } = guessMapping(sample, settings);
  return mapping.columns.map(({ target }) =>
    target.to === "identifier" ? target.kind : "name" in target ? `${target.to} ${target.name}` : target.to,
  );
}

describe("a mapping is guessed from names", () => {
  it.each<[string, Sample, string[]]>([
    [
      "Russian",
      sampleOf("Номер заказа;Дата заказа;Клиент;Артикул;Кол-во;Сумма;Город", "1;01.02.2024;77;A1;2;10,50;Омск"),
      ["order_id", "occurred_at", "user_id", "product_id", "quantity", "amount", "property city", "trait city"],
    ],
    [
      "Polish",
      sampleOf("Nr zamówienia;Data;E-mail;Nazwa produktu;Ilość;Cena;Kraj", "1;01.02.2024;a@b.pl;Kubek;2;10,50;PL"),
      ["order_id", "occurred_at", "email", "product_name", "quantity", "price", "property country", "trait country"],
    ],
    [
      "English without an order number, by values",
      sampleOf("who;when;total", "a@b.pl;2024-01-02;5.00", "b@b.pl;2024-01-03;6.00"),
      ["email", "occurred_at", "amount"],
    ],
    [
      "a list of customers, of which all is kept but secrets, empty columns and a second column of one name",
      sampleOf("CRM ID;Given name;Street;Password;Fax;Street", "7;Ada;Long Lane;hunter2;;Short Lane"),
      ["crm_id", "trait first_name", "trait Street"],
    ],
    [
      "events of visitors, with what they looked at",
      sampleOf("event;time;anonymous_id;url", "Page Viewed;2024-01-02 10:00;a1;/tea"),
      ["event_name", "occurred_at", "anonymous_id", "property url"],
    ],
  ])("%s", (_, sample, expected) => {
    expect(targets(sample)).toEqual(expected);
  });

  it("gives each part its reason", () => {
    const { reasons } = guessMapping(sampleOf("order;x", "1;2024-01-02"), settings);
    expect(reasons).toEqual([
      { column: "order", reason: "name" },
      { column: "x", reason: "values" },
    ]);
  });

  it("sees a letter that marks cancellations, but not one that also sells", () => {
    const refunds = sampleOf("order;date;qty;price", "1;2024-01-02;1;5", "C2;2024-01-03;-1;5", "A3;2024-01-03;1;5");
    expect(guessMapping(refunds, settings).mapping.refund_order_pattern).toBe("^C");
  });
});

describe("values tell", () => {
  it.each([
    [["2024-01-31"], "ymd"],
    [["01.02.2024", "31.01.2024"], "dmy"],
    [["01/02/2024", "01/31/2024"], "mdy"],
    [["1/2/2024 8:26 AM"], "mdy"],
    [["1704448800"], "unix"],
    [["1704448800000"], "unix_ms"],
  ])("the order of dates in %s: %s", (values, order) => {
    expect(guessDateOrder(values)).toBe(order);
  });

  it("types, and numbers that begin with zero are text", () => {
    expect(columnType(["1", "2"])).toBe("integer");
    expect(columnType(["1.5", "2"])).toBe("number");
    expect(columnType(["007", "008"])).toBe("text");
    expect(columnType(["2024-01-02 10:00"])).toBe("date");
    expect(columnType(["true", "FALSE"])).toBe("boolean");
  });
});

describe("bytes tell", () => {
  it("encodings of Russian and Polish", () => {
    expect(guessEncoding(Buffer.from("Кружка, кубок"))).toBe("utf-8");
    expect(guessEncoding(Uint8Array.from([0xca, 0xf0, 0xf3, 0xe6, 0xea, 0xe0]))).toBe("windows-1251");
    expect(guessEncoding(Buffer.from("za\xbf\xf3\xb3\xe6 g\xea\x9cl\xb9 ja\x9f\xf1", "latin1"))).toBe("windows-1250");
    expect(guessEncoding(Buffer.from("za\xbf\xf3\xb3\xe6 g\xea\xb6l\xb1 ja\xbc\xf1", "latin1"))).toBe("iso-8859-2");
    expect(guessEncoding(Buffer.from("a;b", "utf16le"))).toBe("utf-16le");
  });

  it("delimiters, also when texts hold others", () => {
    expect(guessDelimiter("a;b;c\n1,5;2;3\n", false)).toBe(";");
    expect(guessDelimiter('a\tb\n"x,y"\t2\n', false)).toBe("\t");
    expect(guessDelimiter("a|b\n1|2\n", false)).toBe("|");
    expect(guessDelimiter("alone\n1\n", false)).toBe(",");
  });

  it("a head that ends inside a line loses only that line", () => {
    expect(csvRows("a,b\n1,2\n3,", ",", 10, true)).toEqual([
      ["a", "b"],
      ["1", "2"],
    ]);
  });

  it("decimal commas", () => {
    expect(guessDecimalComma([["1,50", "1 234,00"]])).toBe(true);
    expect(guessDecimalComma([["1.50", "a,b"]])).toBe(false);
  });
});

describe("what must not get out or in", () => {
  it("knows addresses of private networks", () => {
    for (const address of [
      "127.0.0.1",
      "10.1.2.3",
      "169.254.169.254",
      "192.168.0.1",
      "::1",
      "fd00::1",
      "::ffff:10.0.0.1",
    ]) {
      expect(isPrivate(address)).toBe(true);
    }
    expect(isPrivate("93.184.216.34")).toBe(false);
    expect(isPrivate("2606:2800:220:1::1")).toBe(false);
  });

  it("hides credentials of a location", () => {
    const shown = shownLocation({ kind: "database", url: "postgres://me:secret@db/shop", table: "orders" });
    expect(JSON.stringify(shown)).not.toContain("secret");
    const signed = shownLocation({ kind: "url", url: "https://a.com/f.csv?sig=secret" });
    expect(JSON.stringify(signed)).not.toContain("secret");
  });
});
