// What a built-in hook goes by: the country of phones without one, the languages whose names are judged.
import { Button, Checkbox, Group, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { EnrichmentHook, HookSettings } from "#contract";
import { apiSend } from "../../ui/api.ts";
import { ErrorState } from "../../ui/error-state.tsx";

const languages = ["ru", "pl"] as const;

interface HookSettingsFormProps {
  readonly hook: EnrichmentHook;
  readonly onSaved: () => void;
}

export function HookSettingsForm({ hook, onSaved }: HookSettingsFormProps) {
  const { t } = useTranslation("enrichment");
  const [country, setCountry] = useState(hook.settings.country ?? "");
  const save = useMutation({
    mutationFn: (settings: HookSettings) => apiSend("PATCH", `/api/v1/enrichment/hooks/${hook.id}`, { settings }),
    onSuccess: onSaved,
  });
  const fault = save.isError ? <ErrorState error={save.error} /> : null;
  if (hook.id === "phone") {
    const saved = country === (hook.settings.country ?? "");
    return (
      <>
        <Group gap="xs" align="flex-end">
          <TextInput
            label={t("settings.country")}
            description={t("settings.country_hint")}
            placeholder="PL"
            maxLength={2}
            value={country}
            onChange={({ currentTarget: { value } }) => setCountry(value.toUpperCase())}
            style={{ flex: "1 1 200px" }}
          />
          <Button
            variant="default"
            disabled={saved || !/^(?:[A-Z]{2})?$/.test(country)}
            loading={save.isPending}
            onClick={() => save.mutate({ ...hook.settings, country })}
          >
            {t("save")}
          </Button>
        </Group>
        {fault}
      </>
    );
  }
  if (hook.id !== "salutation") return null;
  const chosen = hook.settings.languages ?? [];
  return (
    <>
      <Checkbox.Group label={t("settings.languages")} description={t("settings.languages_hint")} value={[...chosen]}>
        <Group mt={6} gap="md">
          {languages.map((language) => (
            <Checkbox
              key={language}
              value={language}
              label={t(`settings.language_${language}`)}
              disabled={save.isPending}
              onChange={({ currentTarget: { checked } }) =>
                save.mutate({
                  ...hook.settings,
                  languages: languages.filter((one) => (one === language ? checked : chosen.includes(one))),
                })
              }
            />
          ))}
        </Group>
      </Checkbox.Group>
      {fault}
    </>
  );
}
