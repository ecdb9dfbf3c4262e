// A box that scrolls, reachable by keyboard and named: what WCAG 2.1.1 asks of scrolling content without controls.
import { Box, type BoxProps } from "@mantine/core";
import type { ReactNode, Ref } from "react";

interface ScrollBoxProps extends BoxProps {
  readonly label: string;
  readonly ref?: Ref<HTMLElement>;
  readonly children: ReactNode;
}

export function ScrollBox({ label, ref, children, ...rest }: ScrollBoxProps) {
  return (
    <Box
      component="section"
      tabIndex={0}
      aria-label={label}
      {...(ref === undefined ? {} : { ref })}
      {...rest}
      style={[{ overflow: "auto" }, rest.style]}
    >
      {children}
    </Box>
  );
}
