// The first admin: by the link of the terminal, or on this computer as long as there is nobody.
import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { PageLink } from "../../ui/link.tsx";
import { useMe } from "../../ui/me.ts";
import { Progress } from "../../ui/progress.tsx";
import { EntryCard, PasswordField, useEnter } from "../login/entry.tsx";

export default function SetUp() {
  const { t } = useTranslation("login");
  const me = useMe();
  const [token] = useState(() => location.hash.slice(1));
  const [email, setEmail] = useState("");
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const enter = useEnter("/api/v1/setup");
  if (me.isPending) return <Progress />;
  if (me.data?.setup === false)
    return (
      <EntryCard title={t("setup.done")} text={t("setup.done_text")}>
        <PageLink to="/login">{t("to_login")}</PageLink>
      </EntryCard>
    );
  if (token === "" && me.data?.caller?.role !== "admin")
    return <EntryCard title={t("setup.title")} text={t("setup.link_missing")} />;
  const link = token === "" ? {} : { token };
  return (
    <EntryCard
      title={t("setup.title")}
      text={t("setup.text")}
      button={t("setup.button")}
      busy={enter.isPending}
      error={enter.error}
      onSubmit={() => enter.mutate({ ...link, email: email.trim(), name, password })}
    >
      <TextInput
        label={t("email")}
        type="email"
        autoComplete="username"
        required
        autoFocus
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <TextInput
        label={t("name")}
        autoComplete="name"
        required
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <PasswordField
        label={t("password")}
        description={t("password_hint")}
        autoComplete="new-password"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
    </EntryCard>
  );
}
