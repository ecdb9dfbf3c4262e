// The right end of the header: share this page, choose the language, choose the theme.
import { ActionIcon, Button, Menu, Tooltip, useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { Check, Languages, Monitor, Moon, Share2, Sun } from "lucide-react";
import { useTranslation } from "react-i18next";
import { languages, setLanguage } from "../ui/i18n.ts";

const themes = [
  { id: "auto", icon: Monitor },
  { id: "light", icon: Sun },
  { id: "dark", icon: Moon },
] as const;

/** Copies the address: the page's whole state is in it. */
function ShareButton() {
  const { t } = useTranslation("shell");
  const clipboard = useClipboard({ timeout: 2000 });
  const text = clipboard.copied ? t("share_done") : t("share");
  const Icon = clipboard.copied ? Check : Share2;
  const copy = () => clipboard.copy(location.href);
  return (
    <>
      <Button
        variant="default"
        size="sm"
        visibleFrom="lg"
        leftSection={<Icon size={15} />}
        onClick={copy}
        aria-live="polite"
      >
        {text}
      </Button>
      <Tooltip label={text}>
        <ActionIcon variant="default" size={36} hiddenFrom="lg" aria-label={text} onClick={copy}>
          <Icon size={16} />
        </ActionIcon>
      </Tooltip>
    </>
  );
}

function LanguageMenu() {
  const { t, i18n } = useTranslation("shell");
  return (
    <Menu position="bottom-end" width={160}>
      <Menu.Target>
        <ActionIcon variant="default" size={36} aria-label={t("language")}>
          <Languages size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {languages.map((language) => (
          <Menu.Item
            key={language.id}
            lang={language.id}
            role="menuitemradio"
            aria-checked={i18n.language === language.id}
            rightSection={i18n.language === language.id ? <Check size={14} /> : undefined}
            onClick={() => void setLanguage(language.id)}
          >
            {language.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function ThemeMenu() {
  const { t } = useTranslation("shell");
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const shown = useComputedColorScheme("light");
  return (
    <Menu position="bottom-end" width={180}>
      <Menu.Target>
        <ActionIcon variant="default" size={36} aria-label={t("theme.label")}>
          {shown === "dark" ? <Moon size={16} /> : <Sun size={16} />}
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {themes.map(({ id, icon: Icon }) => (
          <Menu.Item
            key={id}
            role="menuitemradio"
            aria-checked={colorScheme === id}
            leftSection={<Icon size={15} />}
            rightSection={colorScheme === id ? <Check size={14} /> : undefined}
            onClick={() => setColorScheme(id)}
          >
            {t(`theme.${id}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

export function HeaderActions() {
  return (
    <>
      <ShareButton />
      <LanguageMenu />
      <ThemeMenu />
    </>
  );
}
