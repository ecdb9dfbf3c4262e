// A button that is a link to a page of the app, for those who may open it.
import { Button, type ButtonProps } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useMayOpen } from "./me.ts";
import { keptSearch, type Search, useSearchState } from "./search.ts";

interface PageButtonProps extends ButtonProps {
  readonly to: string;
  /** Parameters beside the period; they win over it. */
  readonly search?: Search;
  readonly children: ReactNode;
}

export function PageButton({ to, search, children, ...rest }: PageButtonProps) {
  const [now] = useSearchState();
  if (!useMayOpen(to)) return null;
  return (
    <Button
      {...rest}
      renderRoot={(props: object) => <Link {...props} to={to} search={{ ...keptSearch(now), ...search }} />}
    >
      {children}
    </Button>
  );
}
