// The workspace: its name, what its numbers are told in, and how its data is read and shown.
import { Button, Group, Select, Skeleton, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Settings, Workspace } from "#contract";
import { apiSend, useWorkspace } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { roles } from "../../ui/me.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { Refusal } from "../login/entry.tsx";
import { countryChoices, currencyChoices, zoneChoices } from "./choices.ts";

function settingsOf({ name, currency, time_zone, country, personal_data_role }: Workspace): Settings {
  return { name, currency, time_zone, country, personal_data_role };
}

/** Saves the changed settings; every number of the app may be another after that. */
function useSaving() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (patch: Partial<Settings>) => apiSend<Workspace>("PATCH", "/api/v1/workspace", patch),
    onSuccess: () => client.invalidateQueries(),
  });
}

interface FieldsProps {
  readonly settings: Settings;
  readonly onChange: (patch: Partial<Settings>) => void;
}

function Fields({ settings, onChange }: FieldsProps) {
  const { t } = useTranslation(["workspace", "shell"]);
  const { locale } = useFormat();
  const countries = useMemo(() => countryChoices(locale), [locale]);
  const currencies = useMemo(() => currencyChoices(locale), [locale]);
  const zones = useMemo(() => zoneChoices(settings.time_zone), [settings.time_zone]);
  return (
    <>
      <TextInput
        label={t("name")}
        maxLength={100}
        value={settings.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <Select
        label={t("currency")}
        description={t("currency_hint")}
        searchable
        allowDeselect={false}
        data={currencies}
        value={settings.currency}
        onChange={(currency) => currency !== null && onChange({ currency })}
      />
      <Select
        label={t("time_zone")}
        description={t("time_zone_hint")}
        searchable
        allowDeselect={false}
        data={zones}
        value={settings.time_zone}
        onChange={(time_zone) => time_zone !== null && onChange({ time_zone })}
      />
      <Select
        label={t("country")}
        description={t("country_hint")}
        placeholder={t("no_country")}
        searchable
        clearable
        clearButtonProps={{ "aria-label": t("no_country") }}
        data={countries}
        value={settings.country === "" ? null : settings.country}
        onChange={(country) => onChange({ country: country ?? "" })}
      />
      <Select
        label={t("personal_data_role")}
        description={t("personal_data_hint")}
        allowDeselect={false}
        data={roles.map((value) => ({ value, label: t(`role.${value}`, { ns: "shell" }) }))}
        value={settings.personal_data_role}
        onChange={(value) => {
          const role = roles.find((known) => known === value);
          if (role !== undefined) onChange({ personal_data_role: role });
        }}
      />
    </>
  );
}

function Form({ workspace }: { readonly workspace: Workspace }) {
  const { t } = useTranslation("workspace");
  const known = settingsOf(workspace);
  const [patch, setPatch] = useState<Partial<Settings>>({});
  const saving = useSaving();
  const settings = { ...known, ...patch };
  const changed = JSON.stringify(settings) !== JSON.stringify(known);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saving.mutate(patch, { onSuccess: () => setPatch({}) });
  };
  return (
    <Card style={{ maxWidth: 620 }}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <Fields
            settings={settings}
            onChange={(more) => {
              saving.reset();
              setPatch({ ...patch, ...more });
            }}
          />
          <Refusal error={saving.error} />
          <Group aria-live="polite">
            <Button type="submit" loading={saving.isPending} disabled={!changed}>
              {t("save")}
            </Button>
            {saving.isSuccess && !changed && (
              <Text size="sm" c="var(--k-good)">
                {t("saved")}
              </Text>
            )}
          </Group>
        </Stack>
      </form>
    </Card>
  );
}

export default function WorkspacePage() {
  const { t } = useTranslation("workspace");
  const { data, isPending, error, refetch } = useWorkspace();
  return (
    <>
      <PageHead title={t("title")} subtitle={t("lead")} />
      {isPending && <Skeleton height={420} radius="lg" maw={620} />}
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data !== undefined && <Form workspace={data} />}
    </>
  );
}
