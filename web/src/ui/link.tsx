// A link inside the app that takes the period along.
import { Link } from "@tanstack/react-router";
import type { CSSProperties, ReactNode } from "react";
import { useMayOpen } from "./me.ts";
import { keptSearch, type Search, useSearchState } from "./search.ts";

interface PageLinkProps {
  /** Path of a page with its parameters filled in, e.g. /customers/17. */
  readonly to: string;
  /** Parameters beside the period; they win over it. */
  readonly search?: Search;
  readonly className?: string;
  readonly style?: CSSProperties;
  readonly label?: string;
  readonly onClick?: () => void;
  /** For navigations: whether this is the page on the screen. Elsewhere nothing is marked. */
  readonly current?: boolean;
  readonly children: ReactNode;
}

/**
 * Links to a page and keeps the period, the comparison and the grain of the present one. Nothing where the reader's role
 * does not open that page.
 */
export function PageLink({
  to,
  search,
  className = "k-link",
  style,
  label,
  onClick,
  current = false,
  children,
}: PageLinkProps) {
  const [now] = useSearchState();
  if (!useMayOpen(to)) return null;
  return (
    <Link
      to={to}
      search={{ ...keptSearch(now), ...search }}
      className={className}
      // The router's own marking goes by prefixes of addresses.
      activeProps={{}}
      aria-current={current ? "page" : undefined}
      {...(style === undefined ? {} : { style })}
      {...(label === undefined ? {} : { "aria-label": label })}
      {...(onClick === undefined ? {} : { onClick })}
    >
      {children}
    </Link>
  );
}
