// A month's costs: each line's amount by hand is typed and kept, what was imported stands beside it.
import { ActionIcon, NumberInput, Table, Text } from "@mantine/core";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Cost, CostEntry } from "#contract";
import { major, useFormat } from "../../ui/format.ts";
import { kinds, minorOf } from "./costs.ts";

interface Keeping {
  readonly currency: string;
  readonly onKeep: (cost: Omit<CostEntry, "month">) => void;
}

function useKindName(): (kind: string) => string {
  const { t } = useTranslation("costs");
  return (kind) => t(`kind.${kind}`, { defaultValue: kind });
}

function Line({ cost, currency, onKeep }: Keeping & { readonly cost: Cost }) {
  const { t } = useTranslation("costs");
  const format = useFormat();
  const kindName = useKindName();
  const stands = cost.by_hand_minor === 0 ? "" : major(cost.by_hand_minor, currency);
  const [typed, setTyped] = useState<string | number>(stands);
  const name = [kindName(cost.kind), cost.channel].filter((part) => part !== "").join(", ");
  const kind = kinds.find((each) => each === cost.kind);
  const keep = (amount_minor: number) => {
    if (kind !== undefined && amount_minor !== cost.by_hand_minor)
      onKeep({ kind, channel: cost.channel, amount_minor });
  };
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={600}>
        {kindName(cost.kind)}
        {cost.channel !== "" && (
          <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
            {cost.channel}
          </Text>
        )}
      </Table.Th>
      <Table.Td ta="right">
        <NumberInput
          aria-label={t("amount_of", { name })}
          size="xs"
          maw={150}
          ml="auto"
          min={0}
          decimalScale={2}
          hideControls
          value={typed}
          onChange={setTyped}
          disabled={kind === undefined}
          onBlur={() => keep(minorOf(typed, currency))}
          onKeyDown={({ key }) => {
            if (key === "Enter") keep(minorOf(typed, currency));
          }}
        />
      </Table.Td>
      <Table.Td ta="right" className="k-number">
        {cost.imported_minor === 0 ? "" : format.money(cost.imported_minor, currency)}
      </Table.Td>
      <Table.Td ta="right">
        {cost.by_hand_minor !== 0 && (
          <ActionIcon variant="subtle" color="gray" aria-label={t("remove", { name })} onClick={() => keep(0)}>
            <Trash2 size={15} />
          </ActionIcon>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

export function CostTable({ costs, currency, onKeep }: Keeping & { readonly costs: readonly Cost[] }) {
  const { t } = useTranslation("costs");
  const format = useFormat();
  const total = costs.reduce((sum, { by_hand_minor, imported_minor }) => sum + by_hand_minor + imported_minor, 0);
  return (
    <Table horizontalSpacing="xs">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("column.what")}</Table.Th>
          <Table.Th ta="right">{t("column.by_hand", { currency })}</Table.Th>
          <Table.Th ta="right">{t("column.imported")}</Table.Th>
          <Table.Td />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {costs.map((cost) => (
          <Line
            key={`${cost.month} ${cost.kind} ${cost.channel} ${cost.by_hand_minor}`}
            cost={cost}
            currency={currency}
            onKeep={onKeep}
          />
        ))}
      </Table.Tbody>
      <Table.Tfoot>
        <Table.Tr>
          <Table.Th scope="row">{t("total")}</Table.Th>
          <Table.Td ta="right" colSpan={2} className="k-number" fw={600}>
            {format.money(total, currency)}
          </Table.Td>
          <Table.Td />
        </Table.Tr>
      </Table.Tfoot>
    </Table>
  );
}
