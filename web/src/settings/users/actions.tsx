// What an admin does with one account: a link to a new password, switch it off, remove it after a second look.
import { ActionIcon, Button, Group, Menu, Modal, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Ellipsis, KeyRound, Trash2, UserCheck, UserX } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { FreshLink, User } from "#contract";
import { apiSend } from "../../ui/api.ts";
import { Refusal } from "../login/entry.tsx";
import { ToldOnce } from "./fresh-link.tsx";

/** A change of an account; the list follows. */
export function useChangeUser() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, change }: { id: number; change: object }) =>
      apiSend<User>("PATCH", `/api/v1/users/${id}`, change),
    onSettled: () => client.invalidateQueries({ queryKey: ["/api/v1/users"] }),
  });
}

function Remove({ user, onClose }: { readonly user: User; readonly onClose: () => void }) {
  const { t } = useTranslation("users");
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => apiSend("DELETE", `/api/v1/users/${user.id}`),
    onSuccess: () => {
      onClose();
      return client.invalidateQueries({ queryKey: ["/api/v1/users"] });
    },
  });
  return (
    <Stack gap="md">
      <Text size="sm">{t("remove.text", { name: user.name })}</Text>
      <Refusal error={remove.error} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t("remove.keep")}
        </Button>
        <Button color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
          {t("remove.button")}
        </Button>
      </Group>
    </Stack>
  );
}

export function Actions({ user }: { readonly user: User }) {
  const { t } = useTranslation("users");
  const [removing, setRemoving] = useState(false);
  const change = useChangeUser();
  const reset = useMutation({ mutationFn: () => apiSend<FreshLink>("POST", `/api/v1/users/${user.id}/reset`) });
  const close = { "aria-label": t("close", { ns: "ui" }) };
  const fault = change.error ?? reset.error;
  const forget = () => {
    change.reset();
    reset.reset();
  };
  return (
    <>
      <Menu position="bottom-end" width={260}>
        <Menu.Target>
          <ActionIcon variant="subtle" aria-label={t("actions", { name: user.name })}>
            <Ellipsis size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<KeyRound size={15} />} onClick={() => reset.mutate()}>
            {t("reset.button")}
          </Menu.Item>
          <Menu.Item
            leftSection={user.enabled ? <UserX size={15} /> : <UserCheck size={15} />}
            onClick={() => change.mutate({ id: user.id, change: { enabled: !user.enabled } })}
          >
            {user.enabled ? t("switch_off") : t("switch_on")}
          </Menu.Item>
          <Menu.Item leftSection={<Trash2 size={15} />} color="red" onClick={() => setRemoving(true)}>
            {t("remove.open")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={removing}
        onClose={() => setRemoving(false)}
        title={t("remove.title")}
        centered
        closeButtonProps={close}
      >
        <Remove user={user} onClose={() => setRemoving(false)} />
      </Modal>
      <Modal
        opened={reset.data !== undefined || fault !== null}
        onClose={forget}
        title={user.name}
        centered
        closeButtonProps={close}
      >
        <Refusal error={fault} />
        {reset.data !== undefined && (
          <ToldOnce
            label={t("reset.link")}
            text={t("reset.told", { name: user.name })}
            value={`${location.origin}${reset.data.path}`}
          />
        )}
      </Modal>
    </>
  );
}
