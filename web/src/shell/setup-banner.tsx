// Tells that nobody has to sign in yet, and how to change that.
import { Button, CloseButton, Group, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../ui/me.ts";
import classes from "./shell.module.css";

const later_key = "kompas.setup_later";

export function SetupBanner() {
  const { t } = useTranslation("shell");
  const navigate = useNavigate();
  const me = useMe().data;
  const [later, setLater] = useState(() => localStorage.getItem(later_key) !== null);
  if (me?.setup !== true || me.caller?.kind !== "local" || later) return null;
  const dismiss = () => {
    localStorage.setItem(later_key, "1");
    setLater(true);
  };
  return (
    <section className={`${classes.banner} k-screen-only`} aria-label={t("setup.label")}>
      <KeyRound size={16} aria-hidden style={{ flex: "none" }} />
      <Text size="sm" style={{ flex: "1 1 220px" }}>
        {t("setup.text")}
      </Text>
      <Group gap={4} wrap="nowrap" ml="auto">
        <Button size="compact-sm" variant="subtle" onClick={() => void navigate({ to: "/set-up", search: {} })}>
          {t("setup.button")}
        </Button>
        <CloseButton size="sm" aria-label={t("setup.later")} onClick={dismiss} />
      </Group>
    </section>
  );
}
