// An HTTP hook being written: where it asks, with which fields, what becomes of the answer; tried before it is saved.
import { Button, Group, NumberInput, Select, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConsentSettings, EnrichmentHook, HttpHookDraft } from "#contract";
import { apiSend, useApi } from "../../ui/api.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { SideDrawer } from "../../ui/side-drawer.tsx";
import { enrichment_path } from "./hook-card.tsx";
import { type Draft, draftOf, emptyDraft, requestOf } from "./http-draft.ts";
import { FieldRows, HeaderRows, TraitRows } from "./http-rows.tsx";
import { HttpTry } from "./http-try.tsx";

export interface PartProps {
  readonly draft: Draft;
  readonly change: (patch: Partial<Draft>) => void;
}

const below = ["label", "input", "description", "error"] as const;

function Where({ draft, change }: PartProps) {
  const { t } = useTranslation("enrichment");
  return (
    <>
      <TextInput
        label={t("http.name")}
        value={draft.name}
        maxLength={100}
        onChange={({ currentTarget: { value } }) => change({ name: value })}
      />
      <Group gap="sm" align="flex-start" wrap="wrap">
        <Select
          label={t("http.method")}
          data={["GET", "POST"]}
          value={draft.method}
          allowDeselect={false}
          onChange={(value) => change({ method: value === "POST" ? "POST" : "GET" })}
          w={110}
        />
        <TextInput
          label={t("http.url")}
          description={t("http.url_hint")}
          inputWrapperOrder={[...below]}
          placeholder="https://api.example.com/v1/people?email={email}"
          value={draft.url}
          spellCheck={false}
          onChange={({ currentTarget: { value } }) => change({ url: value })}
          style={{ flex: "1 1 260px" }}
        />
      </Group>
    </>
  );
}

/** Purposes by their channels, for the select. */
function usePurposes(): { value: string; label: string }[] {
  const { t, i18n } = useTranslation("enrichment");
  const purposes = useApi<ConsentSettings>("/api/v1/consent", {}, { retry: false }).data?.purposes ?? [];
  const language = (["en", "ru", "pl"] as const).find((one) => one === i18n.language) ?? "en";
  return purposes
    .filter(({ enabled }) => enabled)
    .flatMap(({ id, names, channels }) =>
      channels.map((channel) => ({
        value: `${id} ${channel}`,
        label: `${names[language]} · ${t(`channel.${channel}`, { ns: "consent" })}`,
      })),
    );
}

function Limits({ draft, change }: PartProps) {
  const { t } = useTranslation("enrichment");
  const purposes = usePurposes();
  const numbers = [
    { name: "timeout_s", min: 0.1, max: 30 },
    { name: "retries", min: 0, max: 5 },
    { name: "calls_per_minute", min: 1, max: 6_000 },
    { name: "keep_days", min: 1, max: 365 },
    { name: "keep_nothing_days", min: 1, max: 365 },
  ] as const;
  return (
    <>
      <div style={{ display: "grid", gridTemplateColumns: "repeat(auto-fill, minmax(190px, 1fr))", gap: 12 }}>
        {numbers.map(({ name, min, max }) => (
          <NumberInput
            key={name}
            label={t(`http.${name}`)}
            min={min}
            max={max}
            value={draft[name]}
            onChange={(value) => typeof value === "number" && change({ [name]: value })}
          />
        ))}
      </div>
      <Select
        label={t("http.purpose")}
        description={t("http.purpose_hint")}
        placeholder={t("http.everybody")}
        data={purposes}
        value={draft.purpose === "" ? null : draft.purpose}
        onChange={(value) => change({ purpose: value ?? "" })}
        clearable
        searchable
        nothingFoundMessage={t("no_rows", { ns: "ui" })}
      />
    </>
  );
}

interface HttpDrawerProps {
  /** The hook to be written anew; undefined for a new one. */
  readonly hook: EnrichmentHook | undefined;
  readonly opened: boolean;
  readonly onClose: () => void;
}

function Form({ hook, onClose }: Omit<HttpDrawerProps, "opened">) {
  const { t } = useTranslation("enrichment");
  const client = useQueryClient();
  const [draft, setDraft] = useState<Draft>(() => (hook?.http ? draftOf(hook.http) : emptyDraft));
  const change = (patch: Partial<Draft>) => setDraft((now) => ({ ...now, ...patch }));
  const request = requestOf(draft);
  const save = useMutation({
    mutationFn: (body: HttpHookDraft) =>
      hook === undefined
        ? apiSend("POST", `${enrichment_path}/http`, body)
        : apiSend("PUT", `${enrichment_path}/http/${hook.id}`, body),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: [enrichment_path] });
      onClose();
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (request !== undefined) save.mutate(request);
      }}
    >
      <Stack gap="lg">
        <Text size="sm" c="dimmed">
          {t("http.lead")}
        </Text>
        <Where draft={draft} change={change} />
        <FieldRows draft={draft} change={change} />
        <HeaderRows draft={draft} change={change} />
        <TraitRows draft={draft} change={change} />
        <Limits draft={draft} change={change} />
        <HttpTry draft={draft} id={hook?.id} />
        {save.isError && <ErrorState error={save.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit" disabled={request === undefined} loading={save.isPending}>
            {t("save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

export function HttpDrawer({ hook, opened, onClose }: HttpDrawerProps) {
  const { t } = useTranslation("enrichment");
  const title = hook?.http ? t("http.edit", { name: hook.http.name }) : t("http.add");
  return (
    <SideDrawer opened={opened} title={title} width_px={720} onClose={onClose}>
      {opened && <Form key={hook?.id ?? ""} hook={hook} onClose={onClose} />}
    </SideDrawer>
  );
}
