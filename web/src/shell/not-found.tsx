// An address that no page has.
import { Compass } from "lucide-react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../ui/empty-state.tsx";
import { PageLink } from "../ui/link.tsx";

export function NotFound() {
  const { t } = useTranslation("shell");
  return (
    <EmptyState icon={Compass} title={t("not_found.title")} text={t("not_found.text")}>
      <PageLink to="/">{t("not_found.home")}</PageLink>
    </EmptyState>
  );
}
