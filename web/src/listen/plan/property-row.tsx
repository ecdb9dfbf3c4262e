// One property of an event: what was seen, what is approved of it.
import {
  Button,
  Collapse,
  Group,
  SegmentedControl,
  Select,
  Stack,
  Switch,
  TagsInput,
  Text,
  TextInput,
} from "@mantine/core";
import { ChevronDown, ChevronRight } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PlanEventChange, PlanProperty } from "#contract";
import classes from "./plan.module.css";
import { isState, states } from "./plan.ts";
import { StateMark } from "./state-mark.tsx";

type Change = Omit<NonNullable<PlanEventChange["properties"]>[number], "name">;

interface PropertyRowProps {
  readonly property: PlanProperty;
  readonly onChange: (change: Change) => void;
}

const types = ["text", "number", "boolean", "time", "list", "object"] as const;

function Fields({ property, onChange }: PropertyRowProps) {
  const { t } = useTranslation("plan");
  const { name, state, type, required, description, allowed } = property;
  return (
    <Stack gap="xs" mt="xs">
      <SegmentedControl
        size="xs"
        aria-label={t("state.of", { name })}
        value={state}
        onChange={(value) => isState(value) && onChange({ state: value })}
        data={states.map((value) => ({ value, label: t(`state.${value}`) }))}
      />
      <Group grow align="flex-end" gap="sm">
        <Select
          size="xs"
          label={t("property.type")}
          value={type ?? "any"}
          allowDeselect={false}
          onChange={(value) => onChange({ type: types.find((each) => each === value) ?? null })}
          data={[
            { value: "any", label: t("type.any") },
            ...types.map((value) => ({ value, label: t(`type.${value}`) })),
          ]}
        />
        <Switch
          label={t("property.required")}
          checked={required}
          onChange={(event) => onChange({ required: event.currentTarget.checked })}
          pb={4}
        />
      </Group>
      <TagsInput
        size="xs"
        label={t("property.allowed")}
        placeholder={allowed.length === 0 ? t("property.allowed_any") : ""}
        value={allowed}
        onChange={(values) => onChange({ allowed: values })}
      />
      <TextInput
        size="xs"
        label={t("description")}
        defaultValue={description}
        maxLength={2000}
        onBlur={(event) =>
          event.currentTarget.value !== description && onChange({ description: event.currentTarget.value })
        }
      />
    </Stack>
  );
}

export function PropertyRow({ property, onChange }: PropertyRowProps) {
  const { t } = useTranslation("plan");
  const [open, setOpen] = useState(false);
  const { name, state, types: seen, required, type } = property;
  const Icon = open ? ChevronDown : ChevronRight;
  const said = [
    type === null ? undefined : t(`type.${type}`),
    required ? t("property.required").toLowerCase() : undefined,
    seen.length === 0 ? t("never") : t("property.seen", { types: seen.map((each) => t(`type.${each}`)).join(", ") }),
  ].filter((text) => text !== undefined);
  return (
    <div className={classes.property}>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Button
          variant="subtle"
          size="compact-sm"
          px={4}
          leftSection={<Icon size={14} />}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          styles={{ label: { overflowWrap: "anywhere", whiteSpace: "normal", textAlign: "start" } }}
          h="auto"
        >
          {name}
        </Button>
        <StateMark state={state} />
      </Group>
      <Text size="xs" c="dimmed" ml={26}>
        {said.join(" · ")}
      </Text>
      <Collapse expanded={open}>{open && <Fields property={property} onChange={onChange} />}</Collapse>
    </div>
  );
}
