// Makes a dashboard: a ready one to begin with, and a name.
import { Button, Group, Radio, Stack, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Dashboard, DashboardDraft } from "#contract";
import { apiSend } from "../../ui/api.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { renew } from "../../ui/renew.ts";
import { dashboards_path } from "../dashboard/answers.ts";
import { type TemplateId, template_ids, templates } from "./templates.ts";

/** Makes a dashboard and opens it; an empty one where it is filled. */
export function useMake() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (draft: DashboardDraft) => apiSend<Dashboard>("POST", dashboards_path, draft),
    onSuccess: ({ id, widgets }) => {
      void renew(client, dashboards_path);
      void navigate({ to: `/dashboards/${id}`, search: widgets.length === 0 ? { edit: "1" } : {} });
    },
  });
}

export function MakeForm({ template }: { readonly template: TemplateId }) {
  const { t } = useTranslation("dashboards");
  const [chosen, setChosen] = useState(template);
  const [name, setName] = useState<string>();
  const make = useMake();
  const shown = name ?? (chosen === "blank" ? "" : t(`template.${chosen}`));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate({ name: shown.trim(), visibility: "workspace", ...templates[chosen] });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Radio.Group
          label={t("template.from")}
          value={chosen}
          onChange={(next) => setChosen(template_ids.find((id) => id === next) ?? "blank")}
        >
          <Stack gap="xs" mt={6}>
            {template_ids.map((id) => (
              <Radio key={id} value={id} label={t(`template.${id}`)} description={t(`template.${id}_text`)} />
            ))}
          </Stack>
        </Radio.Group>
        <TextInput
          label={t("form.name")}
          value={shown}
          maxLength={100}
          required
          onChange={({ currentTarget: { value } }) => setName(value)}
        />
        {make.error !== null && <ErrorState error={make.error} />}
        <Group justify="flex-end">
          <Button type="submit" loading={make.isPending} disabled={shown.trim() === ""}>
            {t("form.make")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
