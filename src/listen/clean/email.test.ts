// Stories of e-mail addresses: one mailbox under many spellings, slips, throw-away mailboxes, desks.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanEmail } from "./email.ts";
import { mailProviders } from "./mail-provider.ts";

describe("an e-mail address", () => {
  it.each([
    ["  Joe.Doe+News@GoogleMail.com ", "joe.doe+news@googlemail.com", "joedoe@gmail.com"],
    ["Jan Nowak <Jan.Nowak@firma.pl>", "jan.nowak@firma.pl", "jan.nowak@firma.pl"],
    ["mailto:a+b@firma.pl", "a+b@firma.pl", "a+b@firma.pl"],
    ["joe-shop@yahoo.com", "joe-shop@yahoo.com", "joe@yahoo.com"],
    ["joe+shop@outlook.com", "joe+shop@outlook.com", "joe@outlook.com"],
    ["vasya-pupkin@ya.ru", "vasya-pupkin@ya.ru", "vasya.pupkin@yandex.ru"],
    ["vasya.pupkin+1@yandex.com", "vasya.pupkin+1@yandex.com", "vasya.pupkin@yandex.ru"],
    ["anna+x@mail.ru", "anna+x@mail.ru", "anna@mail.ru"],
    ["me@почта.рф", "me@xn--80a1acny.xn--p1ai", "me@xn--80a1acny.xn--p1ai"],
    ["joe (at) example.com", "joe@example.com", "joe@example.com"],
  ])("%s is written to at %s and matched by %s", (raw, clean, key) => {
    expect(cleanEmail(raw)).toMatchObject({ clean, key, valid: true });
  });

  it.each([
    ["joe@gmial.com", "joe@gmail.com"],
    ["joe@gmail.con", "joe@gmail.com"],
    ["joe@hotmial.com", "joe@hotmail.com"],
    ["joe@yandx.ru", "joe@yandex.ru"],
    ["joe@gmailcom", "joe@gmail.com"],
  ])("%s was probably meant as %s", (raw, suggestion) => {
    const cleaned = cleanEmail(raw);
    expect(cleaned.flags).toContain("typo");
    expect(cleaned.parts.suggestion).toBe(suggestion);
  });

  it.each(["joe@mail.com", "joe@ymail.com", "joe@gmx.com", "joe@wp.pl", "joe@op.pl", "joe@yandex.kz"])(
    "%s is no slip",
    (raw) => {
      expect(cleanEmail(raw).flags).toEqual([]);
    },
  );

  it("flags throw-away mailboxes, the workspace's own list too, and desks", () => {
    expect(cleanEmail("x@mailinator.com").flags).toEqual(["disposable"]);
    expect(cleanEmail("x@box.mailinator.com").flags).toEqual(["disposable"]);
    expect(cleanEmail("x@throw.example", { disposable: new Set(["throw.example"]) }).flags).toEqual(["disposable"]);
    expect(cleanEmail("Info@firma.pl").flags).toEqual(["role"]);
    expect(cleanEmail("a@x.pl; b@x.pl")).toMatchObject({ clean: "a@x.pl", flags: ["several"] });
  });

  it.each(["", "joe", "joe@", "@x.pl", "joe@localhost", "jo..e@x.pl", "joe@x", "joe@-x.pl", "joe@x.1", "a b@", "n/a"])(
    "%s is no address",
    (raw) => {
      expect(cleanEmail(raw)).toMatchObject({ valid: false, clean: "", key: "" });
    },
  );

  it("keeps its key under everything that its provider ignores", () => {
    const letters = fc.string({ unit: fc.constantFrom(..."abcxyz019"), minLength: 1, maxLength: 12 });
    const law = fc.property(letters, letters, fc.constantFrom(...mailProviders), (local, tag, provider) => {
      const key = cleanEmail(`${local}@${provider.domains[0]}`).key;
      for (const domain of provider.one_mailbox ? provider.domains : provider.domains.slice(0, 1)) {
        expect(cleanEmail(`${local.toUpperCase()}${provider.tag}${tag}@${domain}`).key).toBe(key);
      }
    });
    fc.assert(law);
  });

  it("never throws, and cleaning what is clean changes nothing", () => {
    const any = fc.oneof(fc.string({ unit: "binary" }), fc.emailAddress());
    const law = fc.property(any, (raw) => {
      const once = cleanEmail(raw);
      if (!once.valid) return;
      expect(cleanEmail(once.clean)).toMatchObject({ clean: once.clean, key: once.key });
      expect(cleanEmail(once.key).key).toBe(once.key);
    });
    fc.assert(law);
  });
});
