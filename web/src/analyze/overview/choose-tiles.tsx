// Chooses the metrics of the overview and their order, for oneself or for everybody who chose nothing.
import { ActionIcon, Button, Group, Stack, Switch, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ArrowDown, ArrowUp, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Tiles, TilesChoice } from "#contract";
import { apiSend } from "../../ui/api.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { useKnownName } from "../../ui/known-name.ts";
import { useMay } from "../../ui/me.ts";
import { MetricSelect } from "../../ui/metric-select.tsx";
import { renew } from "../../ui/renew.ts";
import { SideDrawer } from "../../ui/side-drawer.tsx";
import { moved, tiles_least, tiles_most, tiles_path } from "./tiles.ts";

interface ListProps {
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

function Chosen({ chosen, onChange }: ListProps) {
  const { t } = useTranslation("overview");
  const nameOf = useKnownName();
  return (
    <ol style={{ listStyle: "none", margin: 0, padding: 0 }}>
      {chosen.map((id, index) => {
        const name = nameOf(id);
        const button = (label: string, Icon: typeof X, next: readonly string[], disabled: boolean) => (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t(`choose.${label}`, { name })}
            disabled={disabled}
            {...(disabled ? { bg: "transparent" } : {})}
            onClick={() => onChange(next)}
          >
            <Icon size={16} />
          </ActionIcon>
        );
        return (
          <li key={id}>
            <Group justify="space-between" wrap="nowrap" gap="xs" py={4}>
              <Text size="sm" style={{ overflowWrap: "anywhere" }}>
                {name}
              </Text>
              <Group gap={2} wrap="nowrap">
                {button("up", ArrowUp, moved(chosen, index, -1), index === 0)}
                {button("down", ArrowDown, moved(chosen, index, 1), index === chosen.length - 1)}
                {button("leave_out", X, chosen.toSpliced(index, 1), false)}
              </Group>
            </Group>
          </li>
        );
      })}
    </ol>
  );
}

/** Keeps the choice, or takes it back when there is none. */
function useKeep(onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (choice: TilesChoice | null) => {
      await (choice === null ? apiSend("DELETE", tiles_path) : apiSend("PUT", tiles_path, choice));
    },
    onSuccess: () => {
      void renew(client, tiles_path);
      onDone();
    },
  });
}

export default function ChooseTiles({ tiles, onClose }: { readonly tiles: Tiles; readonly onClose: () => void }) {
  const { t } = useTranslation("overview");
  const [chosen, setChosen] = useState<readonly string[]>(tiles.metrics);
  const [everybody, setEverybody] = useState(false);
  const may = useMay("marketer");
  const keep = useKeep(onClose);
  const fits = chosen.length >= tiles_least && chosen.length <= tiles_most;
  return (
    <SideDrawer opened title={t("choose.title")} width_px={440} onClose={onClose}>
      <Stack gap="md">
        <Text size="sm" c={fits ? "dimmed" : "var(--k-bad)"}>
          {t("choose.hint", { count: chosen.length, least: tiles_least, most: tiles_most })}
        </Text>
        <Chosen chosen={chosen} onChange={setChosen} />
        {chosen.length < tiles_most && (
          <MetricSelect
            key={chosen.length}
            label={t("choose.add")}
            value={null}
            onChange={(id) => id !== null && setChosen([...chosen, id])}
            offers={({ id }) => !chosen.includes(id)}
          />
        )}
        {may && (
          <Switch
            label={t("choose.everybody")}
            checked={everybody}
            onChange={({ currentTarget: { checked } }) => setEverybody(checked)}
          />
        )}
        {keep.error !== null && <ErrorState error={keep.error} />}
        <Group justify="flex-end">
          {tiles.of === "own" && (
            <Button variant="default" loading={keep.isPending} onClick={() => keep.mutate(null)}>
              {t("choose.forget")}
            </Button>
          )}
          <Button
            loading={keep.isPending}
            disabled={!fits}
            onClick={() => keep.mutate({ metrics: [...chosen], everybody })}
          >
            {t("choose.save")}
          </Button>
        </Group>
      </Stack>
    </SideDrawer>
  );
}
