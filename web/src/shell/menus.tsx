// The menus of the header, loaded when one of them is asked for: a first visit seldom does.
import { Menu, Text, useMantineColorScheme } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { LogOut, UserRound } from "lucide-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { apiSend } from "../ui/api.ts";
import { languages, setLanguage } from "../ui/i18n.ts";
import { useMe } from "../ui/me.ts";

const themes = ["auto", "light", "dark"] as const;

interface MenuProps {
  /** The button that it opens under. */
  readonly button: ReactElement;
}

export function LanguageMenu({ button }: MenuProps) {
  const { i18n } = useTranslation("shell");
  const choose = (id: string) => {
    const language = languages.find((candidate) => candidate.id === id);
    if (language !== undefined) void setLanguage(language.id);
  };
  return (
    <Menu position="bottom-end" width={170} defaultOpened>
      <Menu.Target>{button}</Menu.Target>
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

export function ThemeMenu({ button }: MenuProps) {
  const { t } = useTranslation("shell");
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const choose = (id: string) => {
    const chosen = themes.find((candidate) => candidate === id);
    if (chosen !== undefined) setColorScheme(chosen);
  };
  return (
    <Menu position="bottom-end" width={190} defaultOpened>
      <Menu.Target>{button}</Menu.Target>
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

/** Who is signed in, and the way out. */
export function UserMenu({ button }: MenuProps) {
  const { t } = useTranslation("shell");
  const navigate = useNavigate();
  const client = useQueryClient();
  const caller = useMe().data?.caller;
  if (caller === undefined || caller === null) return button;
  const logOut = async () => {
    await apiSend("POST", "/api/v1/logout");
    client.clear();
    await navigate({ to: "/login", search: {} });
  };
  return (
    <Menu position="bottom-end" width={230} defaultOpened>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" fw={600} c="var(--k-text)" truncate>
            {caller.kind === "local" ? t("user.local") : caller.name}
          </Text>
          <Text size="xs">{t(`role.${caller.role}`)}</Text>
        </Menu.Label>
        {caller.kind === "user" && (
          <Menu.Item
            leftSection={<UserRound size={15} />}
            onClick={() => void navigate({ to: "/profile", search: {} })}
          >
            {t("user.profile")}
          </Menu.Item>
        )}
        {caller.kind === "local" ? (
          <Menu.Item leftSection={<UserRound size={15} />} onClick={() => void navigate({ to: "/set-up", search: {} })}>
            {t("setup.button")}
          </Menu.Item>
        ) : (
          <Menu.Item leftSection={<LogOut size={15} />} onClick={() => void logOut()}>
            {t("user.log_out")}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
