// What a new survey says before anybody has edited it, by kind and language.
import type { LocalSurveyTexts, SurveyKind } from "#contract";

const recommend = {
  en: { low: "Not at all likely", high: "Extremely likely", follow_up: "What is the main reason for your answer?" },
  ru: { low: "Точно нет", high: "Точно да", follow_up: "Почему вы так ответили?" },
  pl: { low: "Na pewno nie", high: "Na pewno tak", follow_up: "Jaki jest główny powód tej odpowiedzi?" },
};

const thanks = {
  en: "Thank you! Your answer helps us to get better.",
  ru: "Спасибо! Ваш ответ поможет нам стать лучше.",
  pl: "Dziękujemy! Twoja odpowiedź pomaga nam być lepszymi.",
};

/** The usual texts of each kind. */
export const usualTexts: Readonly<Record<SurveyKind, LocalSurveyTexts>> = {
  nps: {
    en: {
      ...recommend.en,
      question: "How likely are you to recommend us to a friend or colleague?",
      thanks: thanks.en,
    },
    ru: { ...recommend.ru, question: "Насколько вы готовы порекомендовать нас друзьям и коллегам?", thanks: thanks.ru },
    pl: { ...recommend.pl, question: "Czy polecisz nas znajomym lub współpracownikom?", thanks: thanks.pl },
  },
  csat: {
    en: {
      question: "How satisfied are you with us?",
      low: "Very dissatisfied",
      high: "Very satisfied",
      follow_up: "What should we do better?",
      thanks: thanks.en,
    },
    ru: {
      question: "Насколько вы довольны нами?",
      low: "Совсем не довольны",
      high: "Полностью довольны",
      follow_up: "Что нам сделать лучше?",
      thanks: thanks.ru,
    },
    pl: {
      question: "Jak oceniasz to, co od nas dostajesz?",
      low: "Bardzo źle",
      high: "Bardzo dobrze",
      follow_up: "Co możemy robić lepiej?",
      thanks: thanks.pl,
    },
  },
  // The statement of CES 2.0: to agree is good.
  ces: {
    en: {
      question: "We made it easy for you to get done what you came for. Do you agree?",
      low: "Strongly disagree",
      high: "Strongly agree",
      follow_up: "What made it hard or easy?",
      thanks: thanks.en,
    },
    ru: {
      question: "Решить ваш вопрос с нами было легко. Вы согласны?",
      low: "Совсем не согласны",
      high: "Полностью согласны",
      follow_up: "Что помогло или помешало?",
      thanks: thanks.ru,
    },
    pl: {
      question: "Załatwienie sprawy u nas było łatwe. Zgadzasz się?",
      low: "Zdecydowanie nie",
      high: "Zdecydowanie tak",
      follow_up: "Co pomogło, a co przeszkodziło?",
      thanks: thanks.pl,
    },
  },
  enps: {
    en: {
      ...recommend.en,
      question: "How likely are you to recommend working here to a friend?",
      thanks: "Thank you! Nobody is told who answered what.",
    },
    ru: {
      ...recommend.ru,
      question: "Насколько вы готовы порекомендовать работу у нас друзьям?",
      thanks: "Спасибо! Никто не узнает, кто что ответил.",
    },
    pl: {
      ...recommend.pl,
      question: "Czy polecisz znajomym pracę u nas?",
      thanks: "Dziękujemy! Nikt nie dowie się, kto jak odpowiedział.",
    },
  },
};
