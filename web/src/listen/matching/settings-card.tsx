// How records are matched here: thresholds, answers that are needed, whether sure pairs merge, the nightly run.
import { Button, Group, NumberInput, SimpleGrid, Stack, Switch } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { MatchingSettings } from "#contract";
import { Card } from "../../ui/card.tsx";
import { Confirm } from "../../ui/confirm.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import type { MatchingChange } from "./matching.ts";

interface SettingsCardProps {
  readonly settings: MatchingSettings;
  readonly change: MatchingChange["change"];
}

interface ThresholdProps {
  readonly name: "upper" | "lower";
  readonly value: number;
  readonly onChange: (share: number) => void;
}

function Threshold({ name, value, onChange }: ThresholdProps) {
  const { t } = useTranslation("matching");
  return (
    <NumberInput
      label={t(`settings.${name}`)}
      description={t(`settings.${name}_hint`)}
      value={Math.round(value * 100_000) / 1000}
      onChange={(percent) => onChange(Number(percent) / 100)}
      min={name === "upper" ? 0.1 : 0}
      max={name === "upper" ? 100 : 99.9}
      decimalScale={3}
      suffix=" %"
      hideControls
    />
  );
}

export function SettingsCard({ settings, change }: SettingsCardProps) {
  const { t } = useTranslation("matching");
  const [draft, setDraft] = useState(settings);
  const [asking, setAsking] = useState(false);
  const set = (patch: Partial<MatchingSettings>) => setDraft((before) => ({ ...before, ...patch }));
  const changed = JSON.stringify(draft) !== JSON.stringify(settings);
  const save = () => change.mutate(draft, { onSuccess: () => setAsking(false) });
  return (
    <Card title={t("settings.title")}>
      <Stack gap="md">
        <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="md">
          <Threshold name="upper" value={draft.upper} onChange={(upper) => set({ upper })} />
          <Threshold name="lower" value={draft.lower} onChange={(lower) => set({ lower })} />
          <NumberInput
            label={t("settings.answers")}
            description={t("settings.answers_hint")}
            value={draft.answers_needed}
            onChange={(answers) => set({ answers_needed: Number(answers) })}
            min={1}
            max={5}
            allowDecimal={false}
          />
        </SimpleGrid>
        <Switch
          label={t("settings.merge")}
          description={t("settings.merge_hint")}
          checked={draft.merge_sure}
          onChange={(event) => set({ merge_sure: event.currentTarget.checked })}
        />
        <Switch
          label={t("settings.daily")}
          description={t("settings.daily_hint")}
          checked={draft.daily}
          onChange={(event) => set({ daily: event.currentTarget.checked })}
        />
        {change.error !== null && <ErrorState error={change.error} />}
        <Group>
          <Button
            disabled={!changed}
            loading={change.isPending}
            onClick={() => (draft.merge_sure && !settings.merge_sure ? setAsking(true) : save())}
          >
            {t("settings.save")}
          </Button>
        </Group>
      </Stack>
      <Confirm
        opened={asking}
        title={t("settings.sure_title")}
        text={t("settings.sure_text")}
        yes={t("settings.sure_yes")}
        keep={t("settings.sure_keep")}
        pending={change.isPending}
        error={change.error}
        onYes={save}
        onClose={() => setAsking(false)}
      />
    </Card>
  );
}
