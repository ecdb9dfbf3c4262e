// Names and places that persons are made of. All persons are invented; mail goes to domains that RFC 2606 keeps for examples.
import type { Language } from "./say/index.ts";

export type Gender = "female" | "male";

const words = (text: string): readonly string[] => text.split(" ");

/** First names, the common ones first. */
export const firstNames: Readonly<Record<Language, Readonly<Record<Gender, readonly string[]>>>> = {
  pl: {
    female: words(
      "Anna Katarzyna Maria Małgorzata Agnieszka Barbara Ewa Krystyna Magdalena Elżbieta Joanna Aleksandra Zofia Monika Teresa Danuta Natalia Julia Karolina Marta Beata Dorota Alicja Jolanta Hanna Weronika Wiktoria Iwona Kinga Paulina Justyna Zuzanna Oliwia Łucja Sylwia",
    ),
    male: words(
      "Piotr Krzysztof Andrzej Tomasz Paweł Jan Michał Marcin Jakub Adam Stanisław Marek Łukasz Grzegorz Mateusz Wojciech Mariusz Dariusz Zbigniew Jerzy Maciej Rafał Robert Kamil Józef Dawid Szymon Bartosz Kacper Tadeusz Patryk Filip Sławomir Artur Bogdan",
    ),
  },
  ru: {
    female: words(
      "Анна Елена Ольга Наталья Екатерина Мария Татьяна Ирина Светлана Юлия Анастасия Оксана Виктория Дарья Людмила Галина Алина Ксения Полина Марина",
    ),
    male: words(
      "Александр Сергей Дмитрий Андрей Алексей Максим Иван Михаил Николай Владимир Евгений Артём Роман Игорь Олег Павел Юрий Виктор Антон Кирилл",
    ),
  },
  en: {
    female: words("Emma Olivia Sarah Laura Emily Charlotte Rebecca Alice Grace Hannah Lucy Claire Megan Rachel Ruth"),
    male: words("James Oliver Thomas William Daniel Matthew Jack Peter Andrew Simon David Mark George Edward Ryan"),
  },
};

/** Last names as a man bears them, the common ones first. */
export const lastNames: Readonly<Record<Language, readonly string[]>> = {
  pl: words(
    "Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Woźniak Dąbrowski Kozłowski Mazur Jankowski Kwiatkowski Wojciechowski Krawczyk Kaczmarek Piotrowski Grabowski Pawłowski Michalski Zając Król Wieczorek Jabłoński Wróbel Nowakowski Majewski Olszewski Stępień Malinowski Jaworski Adamczyk Dudek Nowicki Pawlak Górski Witkowski Walczak Sikora Rutkowski Baran Michalak Szewczyk Ostrowski Tomaszewski Zalewski Wróblewski Pietrzak Jasiński Marciniak Sadowski Bąk Zawadzki Duda Jakubowski Wilk Chmielewski Borkowski Włodarczyk Sokołowski Szczepański Sawicki Kucharski Lis Maciejewski Kubiak Kalinowski Wysocki Mazurek Kołodziej Kaźmierczak Czarnecki Sobczak Konieczny Urbański Głowacki Wasilewski Zakrzewski Krajewski Laskowski Sikorski Ziółkowski Gajewski Mróz Szulc Makowski Brzeziński Przybylski Baranowski Kaczmarczyk Borowski Błaszczyk Adamski Górecki Szczepaniak Cieślak Kania Janik",
  ),
  ru: words(
    "Иванов Смирнов Кузнецов Попов Васильев Петров Соколов Михайлов Новиков Фёдоров Морозов Волков Алексеев Лебедев Семёнов Егоров Павлов Козлов Степанов Николаев Орлов Андреев Макаров Никитин Захаров Зайцев Соловьёв Борисов Яковлев Григорьев Романов Воробьёв Сергеев Кузьмин Фролов Александров Дмитриев Королёв Гусев Киселёв",
  ),
  en: words(
    "Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker White Roberts Green Hall Wood Jackson Clarke Murphy Kelly Byrne Ryan Hughes Edwards Turner Hill Cooper Ward",
  ),
};

/** A last name as a woman bears it. */
export function feminine(last_name: string, language: Language): string {
  if (language === "pl") return last_name.replace(/([sc]k|dzk)i$/, "$1a").replace(/ny$/, "na");
  return language === "ru" ? `${last_name}а` : last_name;
}

/** A place with its region (voivodeship), how many live there in thousands, and the postcode's first digits. */
export interface City {
  readonly city: string;
  readonly region: string;
  readonly weight: number;
}

const city = (name: string, region: string, weight: number): City => ({ city: name, region, weight });

export const cities: readonly City[] = [
  city("Warszawa", "mazowieckie", 640),
  city("Radom", "mazowieckie", 60),
  city("Płock", "mazowieckie", 40),
  city("Kraków", "małopolskie", 300),
  city("Tarnów", "małopolskie", 40),
  city("Nowy Sącz", "małopolskie", 35),
  city("Łódź", "łódzkie", 200),
  city("Wrocław", "dolnośląskie", 220),
  city("Legnica", "dolnośląskie", 30),
  city("Poznań", "wielkopolskie", 180),
  city("Kalisz", "wielkopolskie", 30),
  city("Gdańsk", "pomorskie", 160),
  city("Gdynia", "pomorskie", 80),
  city("Szczecin", "zachodniopomorskie", 120),
  city("Bydgoszcz", "kujawsko-pomorskie", 100),
  city("Toruń", "kujawsko-pomorskie", 60),
  city("Lublin", "lubelskie", 110),
  city("Katowice", "śląskie", 150),
  city("Gliwice", "śląskie", 60),
  city("Częstochowa", "śląskie", 60),
  city("Białystok", "podlaskie", 90),
  city("Rzeszów", "podkarpackie", 70),
  city("Kielce", "świętokrzyskie", 60),
  city("Olsztyn", "warmińsko-mazurskie", 60),
  city("Zielona Góra", "lubuskie", 45),
  city("Opole", "opolskie", 40),
];

/** The twelve shops. */
export const stores = [
  ["S01", "Warszawa Marszałkowska", "Warszawa"],
  ["S02", "Warszawa Wola", "Warszawa"],
  ["S03", "Warszawa Ursynów", "Warszawa"],
  ["S04", "Kraków Kazimierz", "Kraków"],
  ["S05", "Kraków Bronowice", "Kraków"],
  ["S06", "Wrocław Rynek", "Wrocław"],
  ["S07", "Poznań Jeżyce", "Poznań"],
  ["S08", "Gdańsk Wrzeszcz", "Gdańsk"],
  ["S09", "Łódź Piotrkowska", "Łódź"],
  ["S10", "Katowice Rynek", "Katowice"],
  ["S11", "Lublin Centrum", "Lublin"],
  ["S12", "Szczecin Turzyn", "Szczecin"],
] as const;

export const mailDomains = words(
  "poczta.example skrzynka.example mail.example dom.example pochta.example inbox.example",
);

const latin: Readonly<Record<string, string>> = Object.fromEntries(
  "ą:a ć:c ę:e ł:l ń:n ó:o ś:s ź:z ż:z а:a б:b в:v г:g д:d е:e ё:e ж:zh з:z и:i й:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts ч:ch ш:sh щ:shch ъ: ы:y ь: э:e ю:yu я:ya"
    .split(" ")
    .map((pair) => {
      const [from = "", to = ""] = pair.split(":");
      return [from, to];
    }),
);
const plain = new Map<string, string>();

/** A name as people write it in an address: lower case, letters of ASCII. */
export function plainOf(text: string): string {
  const known = plain.get(text);
  if (known !== undefined) return known;
  const made = [...text.toLowerCase()].map((letter) => latin[letter] ?? letter).join("");
  plain.set(text, made);
  return made;
}
