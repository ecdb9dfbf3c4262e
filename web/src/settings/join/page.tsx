// Where a link of an admin leads: an invitation becomes an account, or a forgotten password a new one.
import { TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { LinkShown } from "#contract";
import { apiSend } from "../../ui/api.ts";
import { PageLink } from "../../ui/link.tsx";
import { Progress } from "../../ui/progress.tsx";
import { EntryCard, PasswordField, useEnter } from "../login/entry.tsx";

function Form({ link, token }: { readonly link: LinkShown; readonly token: string }) {
  const { t } = useTranslation("login");
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const invited = link.kind === "invitation";
  const enter = useEnter(invited ? "/api/v1/invitations/accept" : "/api/v1/password");
  const role = t(`role.${link.role ?? "viewer"}`, { ns: "shell" });
  return (
    <EntryCard
      title={invited ? t("join.title") : t("reset.title")}
      text={invited ? t("join.text", { role }) : t("reset.text")}
      button={invited ? t("join.button") : t("reset.button")}
      busy={enter.isPending}
      error={enter.error}
      onSubmit={() => enter.mutate(invited ? { token, name, password } : { token, password })}
    >
      <TextInput
        label={t("email")}
        type="email"
        autoComplete="username"
        readOnly
        variant="unstyled"
        value={link.email ?? ""}
      />
      {invited && (
        <TextInput
          label={t("name")}
          autoComplete="name"
          required
          autoFocus
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      )}
      <PasswordField
        label={invited ? t("password") : t("new_password")}
        description={t("password_hint")}
        autoComplete="new-password"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
    </EntryCard>
  );
}

export default function Join() {
  const { t } = useTranslation("login");
  const [token] = useState(() => location.hash.slice(1));
  const link = useQuery({
    queryKey: ["link", token],
    queryFn: () => apiSend<LinkShown>("POST", "/api/v1/link", { token }),
    enabled: token !== "",
  });
  if (token !== "" && link.isPending) return <Progress />;
  if (link.data !== undefined && link.data.kind !== "setup") return <Form link={link.data} token={token} />;
  return (
    <EntryCard title={t("link.title")} text={t("link.text")}>
      <PageLink to="/login">{t("to_login")}</PageLink>
    </EntryCard>
  );
}
