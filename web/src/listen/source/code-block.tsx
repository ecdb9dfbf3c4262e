// Code to copy, with the button that does it.
import { Box, Code } from "@mantine/core";
import { Copy } from "../../ui/copy.tsx";

export function CodeBlock({ code, label }: { readonly code: string; readonly label: string }) {
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
      <Copy value={code} pos="absolute" top={8} right={8} />
    </Box>
  );
}
