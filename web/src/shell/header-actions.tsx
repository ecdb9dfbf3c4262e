// The right end of the header: share this page, choose the language and the theme, who is signed in.
import { ActionIcon, Avatar, Button, Tooltip, UnstyledButton, useComputedColorScheme } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { Check, Languages, Moon, Share2, Sun, UserRound } from "lucide-react";
import { type ComponentType, cloneElement, lazy, type ReactElement, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Bell } from "../ui/bell.tsx";
import { useMe } from "../ui/me.ts";

const menus = () => import("./menus.tsx");
const LanguageMenu = lazy(() => menus().then((all) => ({ default: all.LanguageMenu })));
const ThemeMenu = lazy(() => menus().then((all) => ({ default: all.ThemeMenu })));
const UserMenu = lazy(() => menus().then((all) => ({ default: all.UserMenu })));

interface OpenerProps {
  readonly button: ReactElement<{
    onClick?: () => void;
    onPointerEnter?: () => void;
    "aria-haspopup"?: "menu";
    "aria-expanded"?: boolean;
  }>;
  readonly menu: ComponentType<{ readonly button: ReactElement }>;
}

/** A button whose menu is loaded, and opened, by the first click; a pointer over it begins to load. */
function Opener({ button, menu: Menu }: OpenerProps) {
  const [wanted, setWanted] = useState(false);
  const closed = cloneElement(button, {
    onClick: () => setWanted(true),
    onPointerEnter: () => void menus(),
    "aria-haspopup": "menu",
    "aria-expanded": false,
  });
  if (!wanted) return closed;
  return (
    <Suspense fallback={closed}>
      <Menu button={button} />
    </Suspense>
  );
}

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
        {/* A phone has no room for it, and a way to share of its own. */}
        <ActionIcon variant="default" size={36} visibleFrom="xs" hiddenFrom="lg" aria-label={text} onClick={copy}>
          <Icon size={16} />
        </ActionIcon>
      </Tooltip>
    </>
  );
}

function UserButton() {
  const { t } = useTranslation("shell");
  const caller = useMe().data?.caller;
  if (caller === undefined || caller === null) return null;
  const name = caller.kind === "local" ? t("user.local") : caller.name;
  const button = (
    <UnstyledButton aria-label={t("user.menu", { name })} style={{ borderRadius: "50%" }}>
      <Avatar size={36} radius="xl" color="accent" variant="light" alt="">
        <UserRound size={18} />
      </Avatar>
    </UnstyledButton>
  );
  return <Opener menu={UserMenu} button={button} />;
}

export function HeaderActions() {
  const { t } = useTranslation("shell");
  const shown = useComputedColorScheme("light");
  const language = (
    <ActionIcon variant="default" size={36} aria-label={t("language")}>
      <Languages size={16} />
    </ActionIcon>
  );
  const theme = (
    <ActionIcon variant="default" size={36} aria-label={t("theme.label")}>
      {shown === "dark" ? <Moon size={16} /> : <Sun size={16} />}
    </ActionIcon>
  );
  return (
    <>
      <ShareButton />
      <Bell />
      <Opener menu={LanguageMenu} button={language} />
      <Opener menu={ThemeMenu} button={theme} />
      <UserButton />
    </>
  );
}
