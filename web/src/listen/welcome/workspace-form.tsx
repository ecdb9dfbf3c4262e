// The workspace's name, currency and time zone, which all numbers are told in.

import { Button, Group, Select, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { type FormEvent, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Workspace } from "#contract";
import { apiSend } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { currencyOptions, timeZones } from "./choices.ts";

export function WorkspaceForm({ workspace }: { readonly workspace: Workspace }) {
  const { t, i18n } = useTranslation("welcome");
  const client = useQueryClient();
  const [name, setName] = useState(workspace.name);
  const [currency, setCurrency] = useState(workspace.currency);
  const [time_zone, setTimeZone] = useState(workspace.time_zone);
  const currencies = useMemo(() => currencyOptions(i18n.language), [i18n.language]);
  const changed = name !== workspace.name || currency !== workspace.currency || time_zone !== workspace.time_zone;
  const save = useMutation({
    mutationFn: () => apiSend<Workspace>("PATCH", "/api/v1/workspace", { name: name.trim(), currency, time_zone }),
    onSuccess: () => client.invalidateQueries(),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== "") save.mutate();
  };
  return (
    <Card title={t("settings.title")} subtitle={t("settings.text")}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm">
            <TextInput
              label={t("settings.name")}
              value={name}
              maxLength={100}
              error={name.trim() === "" && name !== workspace.name && t("settings.name_missing")}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Select
              label={t("settings.currency")}
              data={currencies}
              value={currency}
              searchable
              allowDeselect={false}
              onChange={(value) => value !== null && setCurrency(value)}
            />
            <Select
              label={t("settings.time_zone")}
              data={timeZones(workspace.time_zone)}
              value={time_zone}
              searchable
              allowDeselect={false}
              limit={200}
              onChange={(value) => value !== null && setTimeZone(value)}
            />
          </SimpleGrid>
          {save.isError && <ErrorState error={save.error} />}
          <Group aria-live="polite">
            <Button
              type="submit"
              variant="default"
              loading={save.isPending}
              disabled={!changed || name.trim() === ""}
              leftSection={save.isSuccess && !changed ? <Check size={15} /> : undefined}
            >
              {save.isSuccess && !changed ? t("settings.saved") : t("settings.save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}
