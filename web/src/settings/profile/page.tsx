// One's own name and password, and the way out of every browser.
import { Button, Group, Skeleton, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { UserRound } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Me } from "#contract";
import { apiSend } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { me_path, useMe } from "../../ui/me.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { PasswordField, Refusal } from "../login/entry.tsx";

function NameForm({ name: known, email }: { readonly name: string; readonly email: string | null }) {
  const { t } = useTranslation("profile");
  const client = useQueryClient();
  const [name, setName] = useState(known);
  const save = useMutation({
    mutationFn: () => apiSend<Me>("PATCH", me_path, { name }),
    onSuccess: (me) => client.setQueryData([me_path, {}], me),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Card title={t("you")}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput label={t("email")} readOnly variant="unstyled" value={email ?? ""} />
          <TextInput
            label={t("name")}
            required
            maxLength={100}
            autoComplete="name"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Refusal error={save.error} />
          <Group>
            <Button type="submit" variant="default" loading={save.isPending} disabled={name === known}>
              {t("save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}

function PasswordForm() {
  const { t } = useTranslation(["profile", "login"]);
  const [old_password, setOld] = useState("");
  const [password, setPassword] = useState("");
  const save = useMutation({
    mutationFn: () => apiSend<Me>("POST", "/api/v1/me/password", { old_password, password }),
    onSuccess: () => {
      setOld("");
      setPassword("");
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Card title={t("password")} subtitle={t("password_text")}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <PasswordField
            label={t("old_password", { ns: "login" })}
            autoComplete="current-password"
            value={old_password}
            onChange={(event) => setOld(event.currentTarget.value)}
          />
          <PasswordField
            label={t("new_password", { ns: "login" })}
            description={t("password_hint", { ns: "login" })}
            autoComplete="new-password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Refusal error={save.error} />
          <Group aria-live="polite">
            <Button type="submit" variant="default" loading={save.isPending}>
              {t("change_password")}
            </Button>
            {save.isSuccess && (
              <Text size="sm" c="var(--k-good)">
                {t("changed")}
              </Text>
            )}
          </Group>
        </Stack>
      </form>
    </Card>
  );
}

function Everywhere() {
  const { t } = useTranslation("profile");
  const client = useQueryClient();
  const navigate = useNavigate();
  const leave = useMutation({
    mutationFn: () => apiSend("POST", "/api/v1/logout-everywhere"),
    onSuccess: () => {
      client.clear();
      return navigate({ to: "/login", search: {} });
    },
  });
  return (
    <Card title={t("everywhere")} subtitle={t("everywhere_text")}>
      <Refusal error={leave.error} />
      <Button variant="default" loading={leave.isPending} onClick={() => leave.mutate()}>
        {t("everywhere_button")}
      </Button>
    </Card>
  );
}

export default function Profile() {
  const { t } = useTranslation("profile");
  const me = useMe();
  const caller = me.data?.caller;
  return (
    <div style={{ maxWidth: 560 }}>
      <PageHead title={t("title")} />
      {me.isPending && <Skeleton height={200} radius="lg" />}
      {caller?.kind === "user" && (
        <Stack gap="var(--k-gap)">
          <NameForm name={caller.name} email={caller.email} />
          <PasswordForm />
          <Everywhere />
        </Stack>
      )}
      {caller !== undefined && caller?.kind !== "user" && (
        <EmptyState icon={UserRound} title={t("nobody.title")} text={t("nobody.text")} />
      )}
    </div>
  );
}
