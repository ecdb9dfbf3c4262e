// Who is signed in, and the way out.
import { Avatar, Menu, Text, UnstyledButton } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { LogOut, UserRound } from "lucide-react";
import { useTranslation } from "react-i18next";
import { apiSend } from "../ui/api.ts";
import { useMe } from "../ui/me.ts";

export function UserMenu() {
  const { t } = useTranslation("shell");
  const navigate = useNavigate();
  const client = useQueryClient();
  const caller = useMe().data?.caller;
  if (caller === undefined || caller === null) return null;
  const name = caller.kind === "local" ? t("user.local") : caller.name;
  const logOut = async () => {
    await apiSend("POST", "/api/v1/logout");
    client.clear();
    await navigate({ to: "/login", search: {} });
  };
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <UnstyledButton aria-label={t("user.menu", { name })} style={{ borderRadius: "50%" }}>
          <Avatar size={36} radius="xl" color="accent" variant="light" alt="">
            <UserRound size={18} />
          </Avatar>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" fw={600} c="var(--k-text)" truncate>
            {name}
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
