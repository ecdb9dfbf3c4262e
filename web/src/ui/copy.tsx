// A button that copies a text and says so.
import { Button, type ButtonProps, CopyButton } from "@mantine/core";
import { Check, Copy as CopyIcon } from "lucide-react";
import { useTranslation } from "react-i18next";

interface CopyProps extends ButtonProps {
  readonly value: string;
}

export function Copy({ value, ...props }: CopyProps) {
  const { t } = useTranslation("ui");
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <Button
          variant="default"
          size="compact-sm"
          leftSection={copied ? <Check size={14} /> : <CopyIcon size={14} />}
          onClick={copy}
          aria-live="polite"
          {...props}
        >
          {copied ? t("copied") : t("copy")}
        </Button>
      )}
    </CopyButton>
  );
}
