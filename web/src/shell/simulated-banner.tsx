// Tells on every page that the data are invented, and where it stands what was planted in them.
import { Text } from "@mantine/core";
import { FlaskConical } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useWorkspace } from "../ui/api.ts";
import { PageLink } from "../ui/link.tsx";
import classes from "./shell.module.css";

export function SimulatedBanner({ present }: { readonly present: string | undefined }) {
  const { t } = useTranslation("shell");
  const workspace = useWorkspace().data;
  if (workspace === undefined || workspace.simulated === null || present === "simulation") return null;
  return (
    <section className={`${classes.banner} k-screen-only`} aria-label={t("simulated.label")}>
      <FlaskConical size={16} aria-hidden style={{ flex: "none" }} />
      <Text size="sm" style={{ flex: "1 1 220px" }}>
        {t("simulated.text")}
      </Text>
      <Text size="sm" ml="auto" px={6}>
        <PageLink to="/simulation">{t("simulated.link")}</PageLink>
      </Text>
    </section>
  );
}
