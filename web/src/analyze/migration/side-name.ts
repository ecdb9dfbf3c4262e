// What a class is called on each side of the moves; who has none is not a customer yet, or not judged any more.
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { useClassNames } from "../../ui/class-name.ts";

export function useSideName(scheme: string): (id: string, end: "before" | "after") => string {
  const { t } = useTranslation("migration");
  const { of } = useClassNames();
  return useCallback((id, end) => (id === "" ? t(`none_${end}`) : of(scheme, id)), [t, of, scheme]);
}
