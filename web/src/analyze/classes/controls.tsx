// How the classes are made, as a person can change it: the form of XYZ, the equal periods, the cuts.

import { Button, Group, NumberInput, Popover, SegmentedControl, Select, SimpleGrid, Stack, Text } from "@mantine/core";
import { SlidersHorizontal } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { XyzForm } from "#contract";
import { useSearchState } from "../../ui/search.ts";
import {
  type Cuts,
  cut_names,
  cutsOf,
  cutsSearch,
  formOf,
  grainOf,
  grains,
  isOrdered,
  isShare,
  usualCuts,
} from "./classes.ts";

interface CutFieldsProps {
  readonly form: XyzForm;
  readonly initial: Cuts;
  readonly onDone: (cuts: Cuts) => void;
}

function CutFields({ form, initial, onDone }: CutFieldsProps) {
  const { t } = useTranslation("classes");
  const [cuts, setCuts] = useState(initial);
  const ordered = isOrdered(cuts);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (ordered) onDone(cuts);
      }}
    >
      <Stack gap="sm">
        <SimpleGrid cols={2} spacing="xs">
          {cut_names.map((name) => {
            const share = isShare(name, form);
            return (
              <NumberInput
                key={name}
                label={t(`cut.${name}`)}
                value={share ? Math.round(cuts[name] * 1000) / 10 : cuts[name]}
                onChange={(value) => setCuts({ ...cuts, [name]: share ? Number(value) / 100 : Number(value) })}
                suffix={share ? " %" : ""}
                min={0}
                max={share ? 100 : 100_000}
                step={share ? 5 : 0.1}
                decimalScale={share ? 1 : 2}
              />
            );
          })}
        </SimpleGrid>
        {!ordered && (
          <Text size="sm" c="var(--k-bad)" role="alert">
            {t("cuts_order")}
          </Text>
        )}
        <Group justify="space-between">
          <Button variant="subtle" size="xs" onClick={() => onDone(usualCuts(form))}>
            {t("cuts_reset")}
          </Button>
          <Button type="submit" size="xs" disabled={!ordered}>
            {t("cuts_apply")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function CutsButton() {
  const { t } = useTranslation("classes");
  const [search, setSearch] = useSearchState();
  const [opened, setOpened] = useState(false);
  const form = formOf(search);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" shadow="md" trapFocus returnFocus width={300}>
      <Popover.Target>
        <Button
          variant="default"
          size="xs"
          leftSection={<SlidersHorizontal size={14} />}
          onClick={() => setOpened((now) => !now)}
        >
          {t("cuts")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown bg="var(--k-card)" aria-label={t("cuts")}>
        <CutFields
          form={form}
          initial={cutsOf(search)}
          onDone={(cuts) => {
            setSearch(cutsSearch(cuts, form));
            setOpened(false);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

export function Controls() {
  const { t } = useTranslation("classes");
  const [search, setSearch] = useSearchState();
  const form = formOf(search);
  // The cuts of the two forms are not of one kind: a share against a coefficient.
  const change = (value: string) =>
    setSearch({ form: value === "variation" ? value : undefined, xyz_x: undefined, xyz_y: undefined });
  return (
    <>
      <SegmentedControl
        size="xs"
        aria-label={t("form")}
        value={form}
        onChange={change}
        data={[
          { value: "frequency", label: t("frequency") },
          { value: "variation", label: t("variation") },
        ]}
      />
      {form === "variation" && (
        <Select
          size="xs"
          w={120}
          aria-label={t("grain")}
          value={grainOf(search)}
          allowDeselect={false}
          onChange={(value) => setSearch({ parts: value === null || value === "month" ? undefined : value })}
          data={grains.map((grain) => ({ value: grain, label: t(`grain_${grain}`) }))}
        />
      )}
      <CutsButton />
    </>
  );
}
