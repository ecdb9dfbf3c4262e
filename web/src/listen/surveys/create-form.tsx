// A new survey: its kind, its scale where there are several, its name. Its texts are there already, to be edited.
import { Button, Group, Radio, SegmentedControl, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Survey, SurveyCreate } from "#contract";
import { apiSend } from "../../ui/api.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { renew } from "../../ui/renew.ts";
import { kinds, nps, surveys_path } from "./surveys.ts";

interface ScaleProps {
  readonly scales: readonly number[];
  readonly scale: number;
  readonly onScale: (scale: number) => void;
}

function Scale({ scales, scale, onScale }: ScaleProps) {
  const { t } = useTranslation("surveys");
  return (
    <div>
      <Text size="sm" fw={500} id="survey-scale">
        {t("create.scale")}
      </Text>
      <Text size="xs" c="dimmed" mb={4}>
        {t("create.scale_hint")}
      </Text>
      <SegmentedControl
        fullWidth
        aria-labelledby="survey-scale"
        value={String(scale)}
        data={scales
          .toSorted((one, other) => one - other)
          .map((each) => ({ value: String(each), label: t("create.up_to", { scale: each }) }))}
        onChange={(value) => onScale(Number(value))}
      />
    </div>
  );
}

export function CreateForm() {
  const { t } = useTranslation("surveys");
  const navigate = useNavigate();
  const client = useQueryClient();
  const [chosen, setChosen] = useState(nps);
  const [scale, setScale] = useState(nps.scales[0]);
  const [name, setName] = useState("");
  const create = useMutation({
    mutationFn: (request: SurveyCreate) => apiSend<Survey>("POST", surveys_path, request),
    onSuccess: async ({ id }) => {
      void renew(client, surveys_path);
      await navigate({ to: `/surveys/${id}`, search: {} });
    },
  });
  const { kind, scales } = chosen;
  const choose = (value: string) => {
    const next = kinds.find((each) => each.kind === value) ?? nps;
    setChosen(next);
    setScale(next.scales[0]);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ name: name.trim(), kind, scale });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Radio.Group label={t("create.kind")} value={kind} onChange={choose}>
          <Stack gap="sm" mt={6}>
            {kinds.map((each) => (
              <Radio
                key={each.kind}
                value={each.kind}
                label={t(`kind.${each.kind}`)}
                description={t(`kind_hint.${each.kind}`)}
              />
            ))}
          </Stack>
        </Radio.Group>
        {scales.length > 1 && <Scale scales={scales} scale={scale} onScale={setScale} />}
        <TextInput
          label={t("create.name")}
          description={t("create.name_hint")}
          placeholder={t(`example.${kind}`)}
          value={name}
          maxLength={120}
          onChange={({ currentTarget: { value } }) => setName(value)}
        />
        {create.error !== null && <ErrorState error={create.error} />}
        <Group justify="flex-end">
          <Button type="submit" loading={create.isPending} disabled={name.trim() === ""}>
            {t("create.submit")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
