// One more cost of the month: what it was for, where, how much.
import { Button, Group, NumberInput, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CostEntry } from "#contract";
import { kinds, minorOf } from "./costs.ts";

interface AddFormProps {
  readonly currency: string;
  readonly busy: boolean;
  readonly onAdd: (cost: Omit<CostEntry, "month">) => void;
}

export function AddForm({ currency, busy, onAdd }: AddFormProps) {
  const { t } = useTranslation("costs");
  const [kind, setKind] = useState<CostEntry["kind"]>("media");
  const [channel, setChannel] = useState("");
  const [amount, setAmount] = useState<string | number>("");
  const amount_minor = minorOf(amount, currency);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onAdd({ kind, channel, amount_minor });
        setAmount("");
      }}
    >
      <Group align="end" gap="sm">
        <Select
          label={t("form.kind")}
          value={kind}
          allowDeselect={false}
          data={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
          onChange={(next) => setKind(kinds.find((each) => each === next) ?? "media")}
        />
        <TextInput
          label={t("form.channel")}
          placeholder="paid_search"
          maxLength={60}
          value={channel}
          onChange={(event) => setChannel(event.currentTarget.value)}
        />
        <NumberInput
          label={t("form.amount", { currency })}
          min={0}
          decimalScale={2}
          hideControls
          value={amount}
          onChange={setAmount}
        />
        <Button type="submit" loading={busy} disabled={amount_minor === 0}>
          {t("form.add")}
        </Button>
      </Group>
    </form>
  );
}
