// A new source: its name, its kind and, for a webhook, the system that will call.
import { Button, Group, Select, Stack, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { SourceKind, SourceRequest, SourceState, WebhookPresetHead } from "#contract";
import { apiSend, useApi } from "../../ui/api.ts";
import { ErrorState } from "../../ui/error-state.tsx";

const kinds = [
  "site",
  "app",
  "server",
  "shop",
  "webhook",
  "call_center",
  "chat",
  "email",
  "ads",
  "other",
] as const satisfies readonly SourceKind[];
const own = "own";

function kindOf(text: string | null): SourceKind {
  return kinds.find((kind) => kind === text) ?? "site";
}

export function CreateForm({ onCancel }: { readonly onCancel: () => void }) {
  const { t } = useTranslation("sources");
  const navigate = useNavigate();
  const client = useQueryClient();
  const [name, setName] = useState("");
  const [kind, setKind] = useState<SourceKind>("site");
  const [preset, setPreset] = useState(own);
  const presets = useApi<WebhookPresetHead[]>("/api/v1/webhooks/presets").data ?? [];
  const create = useMutation({
    mutationFn: (request: SourceRequest) => apiSend<SourceState>("POST", "/api/v1/sources", request),
    onSuccess: async ({ slug }) => {
      await client.invalidateQueries({ queryKey: ["/api/v1/sources"] });
      await navigate({ to: `/sources/${slug}`, search: {} });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const with_preset = kind === "webhook" && preset !== own;
    create.mutate({ name: name.trim(), kind, ...(with_preset ? { preset } : {}) });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Group gap="sm" align="flex-start" grow preventGrowOverflow={false} wrap="wrap">
          <Select
            label={t("create.kind")}
            description={t(`kind_hint.${kind}`)}
            data={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
            value={kind}
            onChange={(value) => setKind(kindOf(value))}
            allowDeselect={false}
            miw={220}
          />
          {kind === "webhook" && (
            <Select
              label={t("create.preset")}
              description={t("create.preset_hint")}
              data={[
                ...presets.map(({ id, name: label }) => ({ value: id, label })),
                { value: own, label: t("create.own") },
              ]}
              value={preset}
              onChange={(value) => setPreset(value ?? own)}
              allowDeselect={false}
              miw={220}
            />
          )}
          <TextInput
            label={t("create.name")}
            description={t("create.name_hint")}
            placeholder={t(`example.${kind}`)}
            value={name}
            onChange={({ currentTarget: { value } }) => setName(value)}
            maxLength={100}
            required
            withAsterisk={false}
            miw={220}
            data-autofocus
          />
        </Group>
        {create.isError && <ErrorState error={create.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            {t("create.cancel")}
          </Button>
          <Button type="submit" loading={create.isPending} disabled={name.trim() === ""}>
            {t("create.submit")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
