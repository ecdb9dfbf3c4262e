// The right end of the header: share this page, choose the language, choose the theme.
import { ActionIcon, Button, Menu, Tooltip, useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { Check, Languages, Moon, Share2, Sun } from "lucide-react";
import { useTranslation } from "react-i18next";
import { languages, setLanguage } from "../ui/i18n.ts";

const themes = ["auto", "light", "dark"] as const;

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
  const choose = (id: string) => {
    const language = languages.find((candidate) => candidate.id === id);
    if (language !== undefined) void setLanguage(language.id);
  };
  return (
    <Menu position="bottom-end" width={170}>
      <Menu.Target>
        <ActionIcon variant="default" size={36} aria-label={t("language")}>
          <Languages size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={i18n.language} onChange={choose}>
          {languages.map((language) => (
            <Menu.RadioItem key={language.id} value={language.id} lang={language.id} closeMenuOnClick>
              {language.name}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}

function ThemeMenu() {
  const { t } = useTranslation("shell");
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const shown = useComputedColorScheme("light");
  const choose = (id: string) => {
    const chosen = themes.find((candidate) => candidate === id);
    if (chosen !== undefined) setColorScheme(chosen);
  };
  return (
    <Menu position="bottom-end" width={190}>
      <Menu.Target>
        <ActionIcon variant="default" size={36} aria-label={t("theme.label")}>
          {shown === "dark" ? <Moon size={16} /> : <Sun size={16} />}
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={colorScheme} onChange={choose}>
          {themes.map((id) => (
            <Menu.RadioItem key={id} value={id} closeMenuOnClick>
              {t(`theme.${id}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
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
