// A simulation under way: how far it is, and the way out.
import { Button, Group, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { SimulationState } from "#contract";
import { Progress } from "../../ui/progress.tsx";
import { useSimulationText } from "./simulation.ts";

interface RunningProps {
  readonly state: SimulationState;
  readonly cancelling: boolean;
  readonly onCancel: () => void;
}

export function Running({ state, cancelling, onCancel }: RunningProps) {
  const { t } = useTranslation("simulation");
  const text = useSimulationText();
  return (
    <Stack gap="xs">
      <Progress share={state.share} label={text(state)} />
      <Group>
        <Button variant="default" size="xs" loading={cancelling} onClick={onCancel}>
          {t("cancel")}
        </Button>
      </Group>
    </Stack>
  );
}
