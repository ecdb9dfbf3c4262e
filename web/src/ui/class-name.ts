// Names of the daily classes as a reader's language has them, for headings and tables.
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

export interface ClassNames {
  readonly scheme: (id: string) => string;
  /** "" is no class. */
  readonly of: (scheme: string, id: string) => string;
}

/** The words of conditions, with a capital. The same functions as long as the language is the same. */
export function useClassNames(): ClassNames {
  const { t, i18n } = useTranslation("condition");
  const { language } = i18n;
  return useMemo(() => {
    const capital = (text: string) => text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
    return {
      scheme: (id) => capital(t(`scheme.${id}`)),
      of: (scheme, id) => capital(t(`classes.${scheme}.${id}`, { defaultValue: id })),
    };
  }, [t, language]);
}
