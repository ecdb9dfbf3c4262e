// The overview: how the business did in the period, at a glance.
import { useTranslation } from "react-i18next";
import { PageHead } from "../../ui/page-head.tsx";

export default function Overview() {
  const { t } = useTranslation("overview");
  return <PageHead title={t("title")} />;
}
