// The field in the header that opens the palette; the palette itself is fetched on first use.
import { ActionIcon, Kbd, UnstyledButton } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { Search } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./shell.module.css";

const Palette = lazy(() => import("./palette.tsx"));

export function PaletteButton() {
  const { t } = useTranslation("shell");
  // How often it was asked for; 0 means that it has not been loaded.
  const [asked, setAsked] = useState(0);
  const open = () => setAsked((times) => times + 1);
  useHotkeys([["mod+K", open]], []);
  return (
    <>
      <UnstyledButton
        className={`${classes.search} mantine-visible-from-md`}
        onClick={open}
        aria-keyshortcuts="Control+K"
      >
        <Search size={16} aria-hidden />
        <span>{t("palette.open")}</span>
        <Kbd size="xs">Ctrl K</Kbd>
      </UnstyledButton>
      <ActionIcon variant="default" size={36} ml="auto" hiddenFrom="md" aria-label={t("palette.open")} onClick={open}>
        <Search size={16} />
      </ActionIcon>
      {asked > 0 && (
        <Suspense fallback={null}>
          <Palette asked={asked} />
        </Suspense>
      )}
    </>
  );
}
