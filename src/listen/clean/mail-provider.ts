// What providers of mailboxes do with the part before the @, by their own help pages: which addresses are one mailbox.

/** How one provider reads the local part. */
export interface MailProvider {
  /** The first is the one that keys are told in where `one_mailbox`. */
  readonly domains: readonly string[];
  /** The same name is the same mailbox at all the domains. */
  readonly one_mailbox: boolean;
  /** Characters that change nothing: joe.doe is joedoe. */
  readonly ignores: string;
  /** Characters that are read as another. */
  readonly reads?: Readonly<Record<string, string>>;
  /** What follows this is a tag of the owner's own: joe+news is joe. "" for none. */
  readonly tag: string;
}

/** Providers with a rule of their own; at all others an address is matched as it is. */
export const mailProviders: readonly MailProvider[] = [
  { domains: ["gmail.com", "googlemail.com"], one_mailbox: true, ignores: ".", tag: "+" },
  {
    domains: [
      ...["outlook.com", "hotmail.com", "live.com", "msn.com", "outlook.pl", "hotmail.co.uk", "hotmail.fr"],
      ...["outlook.de", "outlook.fr", "live.co.uk", "live.ru", "hotmail.de", "hotmail.it", "hotmail.es"],
    ],
    one_mailbox: false,
    ignores: "",
    tag: "+",
  },
  {
    domains: [
      ...["yahoo.com", "ymail.com", "rocketmail.com", "yahoo.pl", "yahoo.co.uk", "yahoo.de", "yahoo.fr"],
      ...["yahoo.es", "yahoo.it", "yahoo.ca", "yahoo.com.br", "yahoo.in", "yahoo.co.in"],
    ],
    one_mailbox: false,
    ignores: "",
    tag: "-",
  },
  { domains: ["icloud.com", "me.com", "mac.com"], one_mailbox: true, ignores: "", tag: "+" },
  { domains: ["proton.me", "protonmail.com", "protonmail.ch", "pm.me"], one_mailbox: true, ignores: ".-_", tag: "+" },
  { domains: ["fastmail.com", "fastmail.fm"], one_mailbox: false, ignores: "", tag: "+" },
  {
    domains: ["yandex.ru", "ya.ru", "yandex.com", "yandex.by", "yandex.kz", "yandex.ua"],
    one_mailbox: true,
    ignores: "",
    reads: { "-": "." },
    tag: "+",
  },
  {
    domains: ["mail.ru", "inbox.ru", "list.ru", "bk.ru", "internet.ru", "xmail.ru"],
    one_mailbox: false,
    ignores: "",
    tag: "+",
  },
  { domains: ["zoho.com", "zohomail.com", "zohomail.eu"], one_mailbox: false, ignores: "", tag: "+" },
  {
    domains: ["mailbox.org", "posteo.de", "posteo.net", "hey.com", "runbox.com"],
    one_mailbox: false,
    ignores: "",
    tag: "+",
  },
];

/** Domains that so many people write to that one letter beside them is more likely a slip than another provider. */
export const popularDomains: readonly string[] = [
  ...["gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "yahoo.com", "icloud.com", "protonmail.com"],
  ...["yandex.ru", "rambler.ru", "interia.pl", "gazeta.pl", "hotmail.co.uk", "yahoo.co.uk"],
];

/** Real domains that lie one letter beside a popular one. */
export const realNeighbors: ReadonlySet<string> = new Set([
  ...[
    "mail.com",
    "email.com",
    "ymail.com",
    "gmx.com",
    "hotmail.co",
    "yandex.by",
    "yandex.kz",
    "yandex.ua",
    "yandex.com",
  ],
  ...[
    "fmail.com",
    "imail.com",
    "zmail.com",
    "qmail.com",
    "vmail.com",
    "gmail.ru",
    "outlook.co",
    "yahoo.co",
    "yahoo.ca",
  ],
  ...["mac.com", "me.com", "interia.eu", "interia.com", "gazeta.ru", "cloud.com", "hushmail.com", "rocketmail.com"],
]);

/** Slips that are not one letter away, or of domains too short to be judged by one letter. */
export const typoDomains: Readonly<Record<string, string>> = {
  "gmail.con": "gmail.com",
  "gmail.co": "gmail.com",
  "gmail.cm": "gmail.com",
  "gmail.om": "gmail.com",
  "gmail.comm": "gmail.com",
  "gmail.pl": "gmail.com",
  "gmail.ru": "gmail.com",
  "gamil.con": "gmail.com",
  "gnail.con": "gmail.com",
  gmailcom: "gmail.com",
  "yahoo.con": "yahoo.com",
  "yahoo.co": "yahoo.com",
  "hotmail.con": "hotmail.com",
  "hotmail.co": "hotmail.com",
  "outlook.con": "outlook.com",
  "outlook.co": "outlook.com",
  "icloud.con": "icloud.com",
  "icloud.co": "icloud.com",
  "mail.tu": "mail.ru",
  "mail.ry": "mail.ru",
  "mail.r": "mail.ru",
  "mai.ru": "mail.ru",
  "mial.ru": "mail.ru",
  "maill.ru": "mail.ru",
  "meil.ru": "mail.ru",
  "mail.ri": "mail.ru",
  "yadex.ru": "yandex.ru",
  "yandex.r": "yandex.ru",
  "jandex.ru": "yandex.ru",
  "inbox.r": "inbox.ru",
  "wp.p": "wp.pl",
  "wp.lp": "wp.pl",
  "o2.p": "o2.pl",
  "onet.p": "onet.pl",
  "one.pl": "onet.pl",
  "onet.lp": "onet.pl",
  "intera.pl": "interia.pl",
};
