// Something that is told once: a link or a key, to be copied now.
import { Button, CopyButton, Group, Stack, Text, TextInput } from "@mantine/core";
import { Check, Copy } from "lucide-react";
import { useTranslation } from "react-i18next";

interface ToldOnceProps {
  readonly label: string;
  readonly text: string;
  readonly value: string;
}

export function ToldOnce({ label, text, value }: ToldOnceProps) {
  const { t } = useTranslation("ui");
  return (
    <Stack gap="xs" role="status">
      <Text size="sm">{text}</Text>
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <TextInput
          label={label}
          readOnly
          value={value}
          style={{ flex: 1 }}
          data-told-once
          onFocus={(event) => event.currentTarget.select()}
        />
        <CopyButton value={value}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy} leftSection={copied ? <Check size={15} /> : <Copy size={15} />}>
              {copied ? t("copied") : t("copy")}
            </Button>
          )}
        </CopyButton>
      </Group>
    </Stack>
  );
}
