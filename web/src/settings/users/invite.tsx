// Inviting somebody: e-mail and role, then the link that is told once.
import { Button, Modal, Select, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { FreshLink, Role } from "#contract";
import { apiSend } from "../../ui/api.ts";
import { roles } from "../../ui/me.ts";
import { Refusal } from "../login/entry.tsx";
import { ToldOnce } from "./fresh-link.tsx";

export function useRoleOptions() {
  const { t } = useTranslation("shell");
  return roles.map((role) => ({ value: role, label: t(`role.${role}`) }));
}

interface InviteProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function Invite({ opened, onClose }: InviteProps) {
  const { t } = useTranslation("users");
  const client = useQueryClient();
  const options = useRoleOptions();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("viewer");
  const invite = useMutation({
    mutationFn: () => apiSend<FreshLink>("POST", "/api/v1/invitations", { email: email.trim(), role }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["/api/v1/invitations"] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    invite.mutate();
  };
  const close = () => {
    onClose();
    setEmail("");
    invite.reset();
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t("invite.title")}
      centered
      closeButtonProps={{ "aria-label": t("close", { ns: "ui" }) }}
    >
      {invite.data === undefined ? (
        <form onSubmit={submit}>
          <Stack gap="md">
            <TextInput
              label={t("email")}
              type="email"
              required
              data-autofocus
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <Select
              label={t("role")}
              data={options}
              value={role}
              allowDeselect={false}
              onChange={(value) => setRole(roles.find((known) => known === value) ?? role)}
            />
            <Text size="sm" c="dimmed">
              {t(`may.${role}`)}
            </Text>
            <Refusal error={invite.error} />
            <Button type="submit" loading={invite.isPending}>
              {t("invite.button")}
            </Button>
          </Stack>
        </form>
      ) : (
        <ToldOnce
          label={t("invite.link")}
          text={t("invite.told", { email: email.trim() })}
          value={`${location.origin}${invite.data.path}`}
        />
      )}
    </Modal>
  );
}
