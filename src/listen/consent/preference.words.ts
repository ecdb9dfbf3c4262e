// What the preference page says, in the languages of the product.
import type { Channel, Localized } from "#contract";

export type Language = keyof Localized;
export const languages: readonly Language[] = ["en", "ru", "pl"];
export const languageNames: Localized = { en: "English", ru: "Русский", pl: "Polski" };

export interface Words {
  readonly title: string;
  readonly lead: string;
  readonly for_whom: string;
  readonly save: string;
  readonly all_off: string;
  readonly all_off_hint: string;
  readonly saved: string;
  readonly same: string;
  readonly unsubscribed: string;
  readonly needed: string;
  readonly objection: string;
  readonly since: string;
  readonly until: string;
  readonly held: string;
  readonly history: string;
  readonly nothing_said: string;
  readonly agreed: string;
  readonly refused: string;
  readonly language: string;
  readonly stale: string;
  readonly gone_title: string;
  readonly gone: string;
  readonly expired: string;
  readonly one_click_title: string;
  readonly channels: Readonly<Record<Channel, string>>;
}

export const words: Readonly<Record<Language, Words>> = {
  en: {
    title: "Your preferences",
    lead: "Choose what we may use your data for, and how we may reach you. You can change it at any time.",
    for_whom: "These preferences are for {who}.",
    save: "Save my choices",
    all_off: "Unsubscribe from everything",
    all_off_hint: "Takes back every consent. Messages about your orders and your account still reach you.",
    saved: "Your choices are saved. They hold from now on.",
    same: "Nothing has changed.",
    unsubscribed: "You are unsubscribed. Every consent is taken back from now on.",
    needed: "Needed for what you ordered: always on",
    objection: "Untick it to object",
    since: "since {date}",
    until: "until {date}",
    held: "What is noted about your consents",
    history: "Everything that you have agreed to or taken back, the newest first.",
    nothing_said: "Nothing yet.",
    agreed: "agreed",
    refused: "taken back",
    language: "Language",
    stale: "This page was open for too long, so nothing was saved. Please check your choices and save them again.",
    gone_title: "This link does not work",
    gone: "It may be incomplete or was replaced by a newer one. Open the link in our latest message to you.",
    expired: "It has run out. Open the link in our latest message to you.",
    one_click_title: "You are unsubscribed",
    channels: {
      email: "E-mail",
      sms: "SMS",
      phone: "Telephone",
      push: "Notifications on your devices",
      messenger: "Messengers",
      post: "Post",
      web: "Websites and apps",
      ads: "Advertising",
    },
  },
  ru: {
    title: "Ваши предпочтения",
    lead: "Выберите, для чего мы можем использовать ваши данные и как с вами связываться. Изменить выбор можно в любое время.",
    for_whom: "Это предпочтения для {who}.",
    save: "Сохранить выбор",
    all_off: "Отписаться от всего",
    all_off_hint: "Отзывает все согласия. Сообщения о заказах и учётной записи продолжат приходить.",
    saved: "Ваш выбор сохранён и действует с этой минуты.",
    same: "Ничего не изменилось.",
    unsubscribed: "Вы отписаны. Все согласия отозваны с этой минуты.",
    needed: "Нужно для ваших заказов: всегда включено",
    objection: "Снимите отметку, чтобы возразить",
    since: "с {date}",
    until: "до {date}",
    held: "Что записано о ваших согласиях",
    history: "Всё, на что вы соглашались и что отзывали, начиная с последнего.",
    nothing_said: "Пока ничего.",
    agreed: "согласие",
    refused: "отзыв",
    language: "Язык",
    stale: "Страница была открыта слишком долго, поэтому ничего не сохранено. Проверьте выбор и сохраните его ещё раз.",
    gone_title: "Эта ссылка не работает",
    gone: "Возможно, она неполная или заменена более новой. Откройте ссылку из нашего последнего сообщения.",
    expired: "Её срок истёк. Откройте ссылку из нашего последнего сообщения.",
    one_click_title: "Вы отписаны",
    channels: {
      email: "Электронная почта",
      sms: "SMS",
      phone: "Телефон",
      push: "Уведомления на ваших устройствах",
      messenger: "Мессенджеры",
      post: "Почта",
      web: "Сайты и приложения",
      ads: "Реклама",
    },
  },
  pl: {
    title: "Twoje preferencje",
    lead: "Wybierz, do czego możemy używać Twoich danych i jak się z Tobą kontaktować. Możesz to zmienić w każdej chwili.",
    for_whom: "To preferencje dla {who}.",
    save: "Zapisz mój wybór",
    all_off: "Wypisz mnie ze wszystkiego",
    all_off_hint: "Cofa wszystkie zgody. Wiadomości o zamówieniach i koncie nadal będą przychodzić.",
    saved: "Twój wybór jest zapisany i obowiązuje od teraz.",
    same: "Nic się nie zmieniło.",
    unsubscribed: "Wypisano Cię. Wszystkie zgody są cofnięte od teraz.",
    needed: "Potrzebne do Twoich zamówień: zawsze włączone",
    objection: "Odznacz, aby wyrazić sprzeciw",
    since: "od {date}",
    until: "do {date}",
    held: "Co zapisano o Twoich zgodach",
    history: "Wszystko, na co się zgadzasz lub co cofasz, od najnowszego.",
    nothing_said: "Jeszcze nic.",
    agreed: "zgoda",
    refused: "cofnięcie",
    language: "Język",
    stale: "Strona była otwarta zbyt długo, więc nic nie zapisano. Sprawdź swój wybór i zapisz go ponownie.",
    gone_title: "Ten link nie działa",
    gone: "Może być niepełny albo zastąpił go nowszy. Otwórz link z naszej ostatniej wiadomości.",
    expired: "Jego ważność minęła. Otwórz link z naszej ostatniej wiadomości.",
    one_click_title: "Wypisano Cię",
    channels: {
      email: "E-mail",
      sms: "SMS",
      phone: "Telefon",
      push: "Powiadomienia na Twoich urządzeniach",
      messenger: "Komunikatory",
      post: "Poczta tradycyjna",
      web: "Strony i aplikacje",
      ads: "Reklama",
    },
  },
};

/** The language that was chosen, else the first of ours that the browser names, else English. */
export function languageOf(chosen: string | null | undefined, accepted: string | undefined): Language {
  const wanted = [
    chosen ?? "",
    ...(accepted ?? "")
      .split(",")
      .map((part) => {
        const [name = "", ...parameters] = part.trim().split(";");
        const quality = parameters.map((one) => /^\s*q=([\d.]+)/.exec(one)?.[1]).find((one) => one !== undefined);
        return { name, quality: quality === undefined ? 1 : Number(quality) };
      })
      .filter(({ quality }) => quality > 0)
      .sort((one, other) => other.quality - one.quality)
      .map(({ name }) => name),
  ].map((name) => name.trim().slice(0, 2).toLowerCase());
  return wanted.flatMap((name) => languages.find((language) => language === name) ?? [])[0] ?? "en";
}
