// Sources in the order of trust, moved up and down by buttons.
import { ActionIcon, Group, Text } from "@mantine/core";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslation } from "react-i18next";

interface SourceOrderProps {
  readonly order: readonly string[];
  readonly onChange: (order: string[]) => void;
}

export function SourceOrder({ order, onChange }: SourceOrderProps) {
  const { t } = useTranslation("traits");
  const move = (at: number, by: -1 | 1) => {
    const source = order[at];
    if (source !== undefined) onChange(order.toSpliced(at, 1).toSpliced(at + by, 0, source));
  };
  return (
    <div>
      <Text size="sm" fw={500} mb={4} id="source-order">
        {t("order")}
      </Text>
      <ol aria-labelledby="source-order" style={{ margin: 0, paddingInlineStart: 24 }}>
        {order.map((source, at) => (
          <li key={source}>
            <Group justify="space-between" wrap="nowrap" py={3}>
              <Text size="sm" style={{ overflowWrap: "anywhere" }}>
                {source}
              </Text>
              <Group gap={4} wrap="nowrap">
                <ActionIcon
                  variant="default"
                  size="sm"
                  disabled={at === 0}
                  aria-label={t("up", { source })}
                  onClick={() => move(at, -1)}
                >
                  <ArrowUp size={14} aria-hidden />
                </ActionIcon>
                <ActionIcon
                  variant="default"
                  size="sm"
                  disabled={at === order.length - 1}
                  aria-label={t("down", { source })}
                  onClick={() => move(at, 1)}
                >
                  <ArrowDown size={14} aria-hidden />
                </ActionIcon>
              </Group>
            </Group>
          </li>
        ))}
      </ol>
    </div>
  );
}
