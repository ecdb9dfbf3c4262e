// Words that stand beside a name or instead of one, in English, Russian and Polish.

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));

/** Forms of address and titles, lower case, without their dot. */
export const honorifics = words(
  "mr mrs ms miss mx dr prof sir madam dame lord lady rev hon esq phd md jr sr " +
    "pan pani państwo p mgr inż hab lek dyr ks " +
    "господин госпожа г-н г-жа гн гжа товарищ тов гражданин гражданка д-р проф уважаемый уважаемая пан пані",
);

/** Legal forms: what bears one is no person. */
export const legalForms = words(
  "ltd llc inc corp corporation company gmbh ag plc llp lp bv nv sa srl sarl oy ab as aps kg ohg " +
    "sp.z.o.o spzoo sp.k sp.j s.a s.c spółka ооо оао зао пао ао ип нко тов фоп пп",
);

/** What is typed where a name is asked for and none is given. */
export const placeholders = words(
  "test testing tester asdf asdfgh qwerty qwe xxx xx aaa abc null none nil nan undefined unknown anonymous guest user " +
    "client customer name firstname lastname n/a na - . noname admin brak nieznany nieznane klient gość imię nazwisko " +
    "тест неизвестно неизвестный нет аноним гость клиент покупатель пользователь имя фамилия йцукен фыва",
);

/** Parts of family names that are written small. */
export const particles = words("van von de da di del della der den dos du la le el al bin ibn ter ten zu af");

/** A patronymic of Russian, Ukrainian or Belarusian in its own letters. */
export const patronymic = /(?:[оеё]вич|йович|ьич|[оеё]вна|[иі]вна|[ії]вна|ична|инична|ыч|оглы|кызы)$/u;

/** One in Latin letters; Polish -owicz is left out: there it ends family names. */
export const latinPatronymic = /(?:[oe]vich|[oe]vitch|yich|jich|[oe]vna|i?nichna|ichna|iivna|ivna|ovych|evych)$/;

/** A family name of Russian or Ukrainian form, by which "Иванов Иван" is told from "Иван Иванов". */
export const familyEnding = /(?:[оеё]в|[оеё]ва|[иы]н|[иы]на|ский|ская|цкий|цкая|енко|чук|ых|их|ян)$/u;
