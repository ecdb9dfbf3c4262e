// The login.
import { Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { PageLink } from "../../ui/link.tsx";
import { useMe } from "../../ui/me.ts";
import { useSearchState } from "../../ui/search.ts";
import { safeBack } from "./back.ts";
import { EntryCard, PasswordField, useEnter } from "./entry.tsx";

export default function Login() {
  const { t } = useTranslation("login");
  const [search] = useSearchState();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const enter = useEnter("/api/v1/login", safeBack(search.back));
  const setup = useMe().data?.setup ?? false;
  return (
    <EntryCard
      title={t("title")}
      button={t("button")}
      busy={enter.isPending}
      error={enter.error}
      onSubmit={() => enter.mutate({ email: email.trim(), password })}
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
      <PasswordField
        label={t("password")}
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <Text size="xs" c="dimmed">
        {t("forgotten")}
      </Text>
      {setup && <PageLink to="/set-up">{t("no_admin")}</PageLink>}
    </EntryCard>
  );
}
