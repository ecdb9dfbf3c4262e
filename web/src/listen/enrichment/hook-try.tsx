// A built-in hook tried on one value, while one types.
import { Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { EnrichmentHook, HookTrialAnswer } from "#contract";
import { apiSend } from "../../ui/api.ts";
import { ErrorState } from "../../ui/error-state.tsx";

/** Traits as a list of name and value. */
export function TraitList({ traits }: { readonly traits: Readonly<Record<string, string>> }) {
  return (
    <dl style={{ display: "grid", gridTemplateColumns: "auto 1fr", gap: "4px 16px", margin: 0 }}>
      {Object.entries(traits).map(([name, value]) => (
        <div key={name} style={{ display: "contents" }}>
          <Text component="dt" size="sm" c="dimmed">
            {name}
          </Text>
          <Text component="dd" size="sm" m={0} fw={550} style={{ overflowWrap: "anywhere" }}>
            {value}
          </Text>
        </div>
      ))}
    </dl>
  );
}

const examples: Readonly<Record<string, string>> = {
  phone: "+48 22 621 00 00",
  email_domain: "jan.kowalski@firma.com.pl",
  device: "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) … Mobile Safari/604.1",
  ip_country: "81.2.69.160",
  salutation: "Петрова Ольга Ивановна",
};

export function HookTry({ hook }: { readonly hook: EnrichmentHook }) {
  const { t } = useTranslation("enrichment");
  const [value, setValue] = useState("");
  const [rested] = useDebouncedValue(value.trim(), 300);
  const [take] = hook.takes;
  const key = take === undefined ? "" : `${take.kind}:${take.name}`;
  const answer = useQuery<HookTrialAnswer>({
    queryKey: ["enrichment-try", hook.id, hook.settings, rested],
    queryFn: ({ signal }) =>
      apiSend<HookTrialAnswer>(
        "POST",
        `/api/v1/enrichment/hooks/${hook.id}/try`,
        { values: { [key]: rested } },
        signal,
      ),
    enabled: rested !== "" && hook.ready,
    retry: false,
    placeholderData: (before) => before,
  });
  const traits = rested === "" ? undefined : answer.data?.traits;
  return (
    <Stack gap="xs">
      <TextInput
        label={t("try.label")}
        placeholder={examples[hook.id] ?? ""}
        autoComplete="off"
        disabled={!hook.ready}
        value={value}
        onChange={({ currentTarget }) => setValue(currentTarget.value)}
      />
      <div aria-live="polite">
        {answer.isError && rested !== "" && <ErrorState error={answer.error} />}
        {traits !== undefined && Object.keys(traits).length === 0 && (
          <Text size="sm" c="dimmed">
            {t("try.nothing")}
          </Text>
        )}
        {traits !== undefined && <TraitList traits={traits} />}
      </div>
    </Stack>
  );
}
