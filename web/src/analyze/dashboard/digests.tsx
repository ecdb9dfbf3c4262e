// E-mails of a dashboard: on a schedule, to whom, and one at once to see how it looks.
import { Button, Group, Select, Stack, TagsInput, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Digest, DigestDraft, DigestList, DigestTrial } from "#contract";
import { apiSend, useApi, useWorkspace } from "../../ui/api.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { languages } from "../../ui/i18n.ts";
import { useMe } from "../../ui/me.ts";
import { renew } from "../../ui/renew.ts";
import { dashboards_path } from "./answers.ts";
import classes from "./dashboard.module.css";

const rhythms = ["day", "week", "month"] as const;

/** Weekdays from Monday, 1, in the reader's language. */
function weekdays(locale: string): { value: string; label: string }[] {
  const format = new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" });
  // 1 January 2024 was a Monday.
  return Array.from({ length: 7 }, (_none, index) => ({
    value: String(index + 1),
    label: format.format(Date.UTC(2024, 0, 1 + index)),
  }));
}

const monthdays = Array.from({ length: 28 }, (_none, index) => String(index + 1));
const hours = Array.from({ length: 24 }, (_none, hour) => ({
  value: String(hour),
  label: `${String(hour).padStart(2, "0")}:00`,
}));

interface FieldsProps {
  readonly draft: DigestDraft;
  readonly change: (patch: Partial<DigestDraft>) => void;
}

function Schedule({ draft, change }: FieldsProps) {
  const { t } = useTranslation("dashboard");
  const { locale } = useFormat();
  const { every, day, hour } = draft;
  return (
    <Group grow align="flex-start">
      <Select
        label={t("digest.every")}
        allowDeselect={false}
        value={every}
        data={rhythms.map((value) => ({ value, label: t(`digest.${value}`) }))}
        onChange={(next) => change({ every: rhythms.find((value) => value === next) ?? "week", day: 1 })}
      />
      {every !== "day" && (
        <Select
          label={every === "week" ? t("digest.weekday") : t("digest.monthday")}
          allowDeselect={false}
          value={String(day)}
          data={every === "week" ? weekdays(locale) : monthdays}
          onChange={(next) => change({ day: Number(next ?? 1) })}
        />
      )}
      <Select
        label={t("digest.hour")}
        allowDeselect={false}
        value={String(hour)}
        data={hours}
        onChange={(next) => change({ hour: Number(next ?? 8) })}
      />
    </Group>
  );
}

function DigestRow({ digest, path }: { readonly digest: Digest; readonly path: string }) {
  const { t } = useTranslation("dashboard");
  const format = useFormat();
  const client = useQueryClient();
  const time_zone = useWorkspace().data?.time_zone ?? "UTC";
  const remove = useMutation({
    mutationFn: () => apiSend("DELETE", `${path}/${digest.id}`),
    onSuccess: () => void renew(client, path),
  });
  const to = digest.emails.join(", ");
  return (
    <li data-digest={digest.every}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div style={{ minWidth: 0, overflowWrap: "anywhere" }}>
          <Text size="sm" fw={600}>
            {to === "" ? t("digest.nobody") : to}
          </Text>
          <Text size="xs" c="dimmed">
            {t(`digest.${digest.every}`)} · {t("digest.next", { when: format.instant(digest.next_at, time_zone) })}
          </Text>
        </div>
        <Button
          size="compact-sm"
          variant="default"
          loading={remove.isPending}
          aria-label={t("digest.remove_of", { to })}
          onClick={() => remove.mutate()}
        >
          {t("digest.remove")}
        </Button>
      </Group>
      {remove.error !== null && <ErrorState error={remove.error} />}
    </li>
  );
}

/** The form begins with each Monday at eight, to who is signed in, in the language on the screen. */
function useDraft() {
  const { i18n } = useTranslation();
  const email = useMe().data?.caller?.email ?? null;
  return useState<DigestDraft>({
    every: "week",
    day: 1,
    hour: 8,
    emails: email === null ? [] : [email],
    language: languages.find(({ id }) => id === i18n.language)?.id ?? "en",
  });
}

export default function Digests({ id }: { readonly id: number }) {
  const { t } = useTranslation("dashboard");
  const client = useQueryClient();
  const path = `${dashboards_path}/${id}/digests`;
  const digests = useApi<DigestList>(path);
  const [draft, setDraft] = useDraft();
  const change = (patch: Partial<DigestDraft>) => setDraft((now) => ({ ...now, ...patch }));
  const add = useMutation({
    mutationFn: () => apiSend<Digest>("POST", path, draft),
    onSuccess: () => void renew(client, path),
  });
  const trial = useMutation({
    mutationFn: (wanted: DigestTrial) => apiSend("POST", `${dashboards_path}/${id}/letter`, wanted),
  });
  const [first] = draft.emails;
  const can_mail = digests.data?.email ?? true;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate();
  };
  return (
    <Stack gap="md">
      <Text size="sm">{t("digest.text")}</Text>
      {!can_mail && (
        <Text size="sm" c="var(--k-warn)" role="status">
          {t("digest.no_mail")}
        </Text>
      )}
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Schedule draft={draft} change={change} />
          <TagsInput
            label={t("digest.emails")}
            value={draft.emails}
            onChange={(emails) => change({ emails })}
            splitChars={[",", ";", " "]}
            maxTags={20}
          />
          <Select
            label={t("digest.language")}
            allowDeselect={false}
            value={draft.language}
            data={languages.map(({ id: value, name }) => ({ value, label: name }))}
            onChange={(next) => change({ language: languages.find((each) => each.id === next)?.id ?? "en" })}
          />
          <Group justify="flex-end">
            <Button
              variant="default"
              loading={trial.isPending}
              disabled={first === undefined || !can_mail}
              onClick={() => {
                if (first !== undefined) trial.mutate({ to: first, language: draft.language });
              }}
            >
              {t("digest.now")}
            </Button>
            <Button type="submit" loading={add.isPending} disabled={first === undefined}>
              {t("digest.add")}
            </Button>
          </Group>
        </Stack>
      </form>
      {trial.isSuccess && (
        <Text size="sm" role="status">
          {t("digest.sent", { to: trial.variables.to })}
        </Text>
      )}
      {trial.error !== null && <ErrorState error={trial.error} />}
      {add.error !== null && <ErrorState error={add.error} />}
      {digests.error !== null && <ErrorState error={digests.error} onRetry={() => void digests.refetch()} />}
      <ul className={classes.rows} aria-label={t("digest.title")}>
        {digests.data?.rows.map((digest) => (
          <DigestRow key={digest.id} digest={digest} path={path} />
        ))}
      </ul>
    </Stack>
  );
}
