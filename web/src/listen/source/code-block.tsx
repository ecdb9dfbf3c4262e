// Code to copy, with the button that does it.
import { Code } from "@mantine/core";
import { Copy } from "../../ui/copy.tsx";
import classes from "./source.module.css";

export function CodeBlock({ code, label }: { readonly code: string; readonly label: string }) {
  return (
    <div className={classes.block}>
      <Code
        block
        tabIndex={0}
        role="region"
        aria-label={label}
        bg="var(--k-sunken)"
        pr={{ base: "xs", sm: 110 }}
        style={{ maxHeight: 320, overflow: "auto", fontSize: 12 }}
      >
        {code}
      </Code>
      <Copy value={code} className={classes.copy ?? ""} />
    </div>
  );
}
