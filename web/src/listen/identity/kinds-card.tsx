// The kinds of identifiers in their priority: how each is cleaned, whether it joins, how many one person may have.
import { ActionIcon, Button, Group, NumberInput, ScrollArea, Select, Switch, Table, TextInput } from "@mantine/core";
import { ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Cleaning, IdentifierRule, IdentityRules } from "#contract";
import { Card } from "../../ui/card.tsx";
import { limitOf, moved, newKind, withKind, withoutKind, withRule } from "./draft.ts";

const cleanings = ["exact", "lower", "digits", "email", "phone"] as const satisfies readonly Cleaning[];

type Rest = Pick<IdentifierRule, "cleaning" | "merges" | "limit">;

interface CellsProps {
  readonly name: string;
  readonly rule: Rest;
  readonly readOnly: boolean;
  readonly onChange: (change: Partial<Rest>) => void;
}

/** What holds for a kind, as the cells of its row. */
function RuleCells({ name, rule, readOnly, onChange }: CellsProps) {
  const { t } = useTranslation("identity");
  const most = rule.limit?.most ?? "";
  const days = rule.limit?.within_days ?? "";
  return (
    <>
      <Table.Td>
        <Select
          aria-label={t("cleaning_of", { name })}
          data={cleanings.map((value) => ({ value, label: t(`cleaning.${value}`) }))}
          value={rule.cleaning}
          allowDeselect={false}
          disabled={readOnly}
          size="xs"
          onChange={(value) => onChange({ cleaning: cleanings.find((known) => known === value) ?? "exact" })}
        />
      </Table.Td>
      <Table.Td>
        <Switch
          aria-label={t("merges_of", { name })}
          checked={rule.merges}
          disabled={readOnly}
          onChange={(event) => onChange({ merges: event.currentTarget.checked })}
        />
      </Table.Td>
      <Table.Td>
        <NumberInput
          aria-label={t("most_of", { name })}
          value={most}
          min={1}
          max={100_000}
          placeholder={t("no_limit")}
          disabled={readOnly}
          size="xs"
          w={96}
          onChange={(value) => onChange({ limit: limitOf(value, days) })}
        />
      </Table.Td>
      <Table.Td>
        <NumberInput
          aria-label={t("days_of", { name })}
          value={days}
          min={0}
          placeholder={t("ever")}
          disabled={readOnly || rule.limit === null}
          size="xs"
          w={96}
          onChange={(value) => onChange({ limit: limitOf(most, value) })}
        />
      </Table.Td>
    </>
  );
}

interface CardProps {
  readonly rules: IdentityRules;
  readonly readOnly: boolean;
  readonly onChange: (rules: IdentityRules) => void;
}

function Order({
  rules,
  index,
  onChange,
}: {
  readonly rules: IdentityRules;
  readonly index: number;
  readonly onChange: CardProps["onChange"];
}) {
  const { t } = useTranslation("identity");
  const name = rules.kinds[index]?.kind ?? "";
  return (
    <Group gap={4} wrap="nowrap" justify="flex-end">
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t("up", { name })}
        disabled={index === 0}
        onClick={() => onChange(moved(rules, index, -1))}
      >
        <ArrowUp size={15} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t("down", { name })}
        disabled={index === rules.kinds.length - 1}
        onClick={() => onChange(moved(rules, index, 1))}
      >
        <ArrowDown size={15} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t("remove", { name })}
        disabled={rules.kinds.length === 1}
        onClick={() => onChange(withoutKind(rules, index))}
      >
        <Trash2 size={15} />
      </ActionIcon>
    </Group>
  );
}

function AddKind({ rules, onChange }: Omit<CardProps, "readOnly">) {
  const { t } = useTranslation("identity");
  const [typed, setTyped] = useState("");
  const kind = newKind(rules, typed);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (kind === undefined) return;
        onChange(withKind(rules, kind));
        setTyped("");
      }}
    >
      <Group gap="xs" mt="sm" align="flex-end">
        <TextInput
          label={t("add_label")}
          placeholder="telegram_id"
          value={typed}
          size="xs"
          error={typed !== "" && kind === undefined ? t("add_bad") : undefined}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" size="xs" disabled={kind === undefined}>
          {t("add")}
        </Button>
      </Group>
    </form>
  );
}

const columns = ["kind", "cleaning", "merges", "most", "days"] as const;

export function KindsCard({ rules, readOnly, onChange }: CardProps) {
  const { t } = useTranslation("identity");
  return (
    <Card title={t("kinds")} subtitle={t("kinds_hint")}>
      <ScrollArea viewportProps={{ tabIndex: 0, role: "region", "aria-label": t("kinds") }}>
        <Table fz="sm" miw={760} verticalSpacing={6} style={{ "--table-border-color": "var(--k-border)" }}>
          <Table.Thead>
            <Table.Tr>
              {columns.map((column) => (
                <Table.Th key={column} scope="col">
                  {t(`column.${column}`)}
                </Table.Th>
              ))}
              <Table.Td />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rules.kinds.map((rule, index) => (
              <Table.Tr key={rule.kind}>
                <Table.Th scope="row" fw={600}>
                  {rule.kind}
                </Table.Th>
                <RuleCells
                  name={rule.kind}
                  rule={rule}
                  readOnly={readOnly}
                  onChange={(change) => onChange(withRule(rules, index, change))}
                />
                <Table.Td>{!readOnly && <Order rules={rules} index={index} onChange={onChange} />}</Table.Td>
              </Table.Tr>
            ))}
            <Table.Tr>
              <Table.Th scope="row" fw={400} c="dimmed">
                {t("others")}
              </Table.Th>
              <RuleCells
                name={t("others")}
                rule={rules.others}
                readOnly={readOnly}
                onChange={(change) => onChange({ ...rules, others: { ...rules.others, ...change } })}
              />
              <Table.Td />
            </Table.Tr>
          </Table.Tbody>
        </Table>
      </ScrollArea>
      {!readOnly && <AddKind rules={rules} onChange={onChange} />}
    </Card>
  );
}
