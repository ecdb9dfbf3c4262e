// The surveys that each template begins with: drafts that speak of the business, to be edited and opened.
import type { Localized, SurveyKind, Template } from "#contract";
import { usualTexts } from "../survey/texts.ts";
import { says } from "./build.ts";

type TemplateSurvey = Template["surveys"][number];

/** A survey of a kind that asks its own question; the ends of the scale, the comment and the thanks are as usual. */
function asks(
  id: string,
  kind: SurveyKind,
  names: Localized,
  descriptions: Localized,
  questions: Localized,
): TemplateSurvey {
  const { en, ru, pl } = usualTexts[kind];
  const texts = {
    en: { ...en, question: questions.en },
    ru: { ...ru, question: questions.ru },
    pl: { ...pl, question: questions.pl },
  };
  return { id, kind, names, descriptions, texts };
}

const team = (questions: Localized): TemplateSurvey =>
  asks(
    "team",
    "enps",
    says("The team (eNPS)", "Команда (eNPS)", "Zespół (eNPS)"),
    says(
      "Twice a year, of everybody who works here. Fewer than five answers are told to nobody.",
      "Дважды в год — всех, кто у вас работает. Меньше пяти ответов не видит никто.",
      "Dwa razy w roku, wszystkich pracowników. Mniej niż pięciu odpowiedzi nie zobaczy nikt.",
    ),
    questions,
  );

const support = (questions: Localized): TemplateSurvey =>
  asks(
    "after-support",
    "ces",
    says("After support (CES)", "После обращения (CES)", "Po zgłoszeniu (CES)"),
    says(
      "When a ticket is resolved: whether it was easy. Effort tells who leaves better than delight.",
      "Когда обращение решено: было ли легко. Усилия лучше восторга говорят, кто уйдёт.",
      "Gdy zgłoszenie zamknięto: czy było łatwo. Wysiłek lepiej niż zachwyt mówi, kto odejdzie.",
    ),
    questions,
  );

const easy = says(
  "We made it easy for you to get your issue solved. Do you agree?",
  "Решить ваш вопрос с нашей поддержкой было легко. Вы согласны?",
  "Rozwiązanie sprawy z naszą pomocą było łatwe. Zgadzasz się?",
);

/** Shoppers: after the parcel, after support, and the team. */
export const shopSurveys: readonly TemplateSurvey[] = [
  asks(
    "after-delivery",
    "nps",
    says("After delivery (NPS)", "После доставки (NPS)", "Po dostawie (NPS)"),
    says(
      "A few days after the parcel came, when it was opened and tried.",
      "Через несколько дней после доставки, когда товар уже распакован и опробован.",
      "Kilka dni po dostawie, gdy paczkę otwarto i wypróbowano.",
    ),
    says(
      "After your last order: how likely are you to recommend our shop to a friend?",
      "После последнего заказа: насколько вы готовы порекомендовать наш магазин друзьям?",
      "Po ostatnim zamówieniu: czy polecisz nasz sklep znajomym?",
    ),
  ),
  support(easy),
  team(
    says(
      "How likely are you to recommend working in our shop to a friend?",
      "Насколько вы готовы порекомендовать друзьям работу в нашем магазине?",
      "Czy polecisz znajomym pracę w naszym sklepie?",
    ),
  ),
];

/** Clients of a bank: after a visit of a branch, of the bank as a whole, and the people of the branches. */
export const bankSurveys: readonly TemplateSurvey[] = [
  asks(
    "after-branch-visit",
    "csat",
    says("After a branch visit (CSAT)", "После визита в отделение (CSAT)", "Po wizycie w oddziale (CSAT)"),
    says(
      "On the day of the visit, by a link or a QR code at the counter.",
      "В день визита, по ссылке или QR-коду у окна.",
      "W dniu wizyty, przez link lub kod QR przy okienku.",
    ),
    says(
      "How satisfied are you with your visit to our branch?",
      "Насколько вы довольны визитом в наше отделение?",
      "Jak oceniasz wizytę w naszym oddziale?",
    ),
  ),
  asks(
    "bank-as-a-whole",
    "nps",
    says("The bank as a whole (NPS)", "Банк в целом (NPS)", "Bank jako całość (NPS)"),
    says(
      "Twice a year, without an occasion: what people think of the bank and not of one visit.",
      "Дважды в год, без повода: что думают о банке, а не об одном визите.",
      "Dwa razy w roku, bez okazji: co ludzie myślą o banku, a nie o jednej wizycie.",
    ),
    says(
      "How likely are you to recommend our bank to a friend or colleague?",
      "Насколько вы готовы порекомендовать наш банк друзьям и коллегам?",
      "Czy polecisz nasz bank znajomym lub współpracownikom?",
    ),
  ),
  team(
    says(
      "How likely are you to recommend working in our bank to a friend?",
      "Насколько вы готовы порекомендовать друзьям работу в нашем банке?",
      "Czy polecisz znajomym pracę w naszym banku?",
    ),
  ),
];

/** Companies that buy: before renewal, after support, and after the first weeks. */
export const salesSurveys: readonly TemplateSurvey[] = [
  asks(
    "before-renewal",
    "nps",
    says("Before renewal (NPS)", "Перед продлением (NPS)", "Przed odnowieniem (NPS)"),
    says(
      "A quarter before the contract ends, while there is time to mend what is wrong.",
      "За квартал до конца договора, пока есть время исправить то, что не так.",
      "Kwartał przed końcem umowy, póki jest czas naprawić to, co nie działa.",
    ),
    says(
      "How likely are you to recommend us to another company?",
      "Насколько вы готовы порекомендовать нас другой компании?",
      "Czy polecisz nas innej firmie?",
    ),
  ),
  asks(
    "after-onboarding",
    "csat",
    says("After the first weeks (CSAT)", "После первых недель (CSAT)", "Po pierwszych tygodniach (CSAT)"),
    says(
      "When the product is set up and people work with it.",
      "Когда продукт настроен и с ним работают.",
      "Gdy produkt jest wdrożony i ludzie z nim pracują.",
    ),
    says(
      "How satisfied are you with how we helped you to get started?",
      "Насколько вы довольны тем, как мы помогли вам начать?",
      "Jak oceniasz naszą pomoc na początku?",
    ),
  ),
  support(easy),
];
