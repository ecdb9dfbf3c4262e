// E-mail -> the domain of the company that the mailbox belongs to. Mailboxes that anybody can have tell of no company.
import { cleanEmail } from "../../clean/email.ts";
import { mailProviders } from "../../clean/mail-provider.ts";
import { type BuiltInHook, firstOf } from "./hook.ts";

/** Public mailboxes besides those whose rules of addresses are known: "domain domain …". */
const others = `
aol.com aim.com gmx.com gmx.de gmx.net gmx.at gmx.ch web.de t-online.de freenet.de arcor.de online.de 1und1.de mail.com
email.com usa.com hushmail.com tutanota.com tutanota.de tuta.io tuta.com fastmail.com inbox.com lycos.com excite.com
wp.pl o2.pl onet.pl onet.eu op.pl poczta.onet.pl vp.pl autograf.pl buziaczek.pl interia.pl interia.eu interia.com
poczta.fm gazeta.pl tlen.pl go2.pl prokonto.pl spoko.pl amorki.pl
rambler.ru lenta.ru autorambler.ru myrambler.ru ro.ru r0.ru mail.ua bigmir.net ukr.net i.ua meta.ua tut.by mail.by
mail.kz inbox.lv mail.ee hot.ee one.lt seznam.cz email.cz centrum.cz post.cz atlas.cz volny.cz azet.sk zoznam.sk
freemail.hu citromail.hu abv.bg mail.bg yahoo.co.jp libero.it virgilio.it tiscali.it alice.it tin.it
orange.fr wanadoo.fr free.fr laposte.net sfr.fr neuf.fr bbox.fr btinternet.com sky.com virginmedia.com talktalk.net
ntlworld.com blueyonder.co.uk comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net
earthlink.net juno.com optonline.net rogers.com shaw.ca sympatico.ca telus.net bigpond.com optusnet.com.au
ziggo.nl kpnmail.nl xs4all.nl planet.nl telenet.be skynet.be bluewin.ch telia.com bredband.net
uol.com.br bol.com.br terra.com.br ig.com.br qq.com 163.com 126.com yeah.net sina.com sohu.com foxmail.com
naver.com hanmail.net daum.net nate.com rediffmail.com sapo.pt walla.co.il walla.com
privaterelay.appleid.com users.noreply.github.com duck.com simplelogin.com mozmail.com`;

const free: ReadonlySet<string> = new Set([
  ...mailProviders.flatMap(({ domains }) => domains),
  ...others.trim().split(/\s+/),
]);

/** Whole families of public mailboxes: yahoo.com.mx, outlook.es, yandex.uz. */
const families = /^(?:yahoo|hotmail|outlook|live|msn|yandex|gmx)\.[a-z]{2,3}(?:\.[a-z]{2})?$/;

const takes = [
  { kind: "identifier", name: "email" },
  { kind: "trait", name: "email" },
] as const;

export const emailDomainHook: BuiltInHook = {
  id: "email_domain",
  takes,
  gives: ["company_domain"],
  enabled: true,
  run(told) {
    const { valid, flags, parts } = cleanEmail(firstOf(told, takes));
    const { domain } = parts;
    if (!valid || flags.includes("disposable") || flags.includes("typo")) return {};
    return free.has(domain) || families.test(domain) ? {} : { company_domain: domain };
  },
};
