// An address that no page has.
import { Compass } from "lucide-react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../ui/empty-state.tsx";
import { PageLink } from "../ui/link.tsx";
import { PageHead } from "../ui/page-head.tsx";

export function NotFound() {
  const { t } = useTranslation("shell");
  return (
    <>
      <PageHead title={t("not_found.title")} />
      <EmptyState icon={Compass} title={t("not_found.text")}>
        <PageLink to="/">{t("not_found.home")}</PageLink>
      </EmptyState>
    </>
  );
}
