// Code to copy, with the button that does it.
import { Box, Button, Code, CopyButton } from "@mantine/core";
import { Check, Copy } from "lucide-react";
import { useTranslation } from "react-i18next";

export function CodeBlock({ code, label }: { readonly code: string; readonly label: string }) {
  const { t } = useTranslation("ui");
  return (
    <Box pos="relative">
      <Code
        block
        tabIndex={0}
        role="region"
        aria-label={label}
        bg="var(--k-sunken)"
        pr={100}
        style={{ maxHeight: 320, overflow: "auto", fontSize: 12 }}
      >
        {code}
      </Code>
      <CopyButton value={code}>
        {({ copied, copy }) => (
          <Button
            variant="default"
            size="compact-sm"
            pos="absolute"
            top={8}
            right={8}
            leftSection={copied ? <Check size={14} /> : <Copy size={14} />}
            onClick={copy}
            aria-live="polite"
          >
            {copied ? t("copied") : t("copy")}
          </Button>
        )}
      </CopyButton>
    </Box>
  );
}
