// Why several records are this one person: the links and merges, and how to take one back.
import type { ReactNode } from "react";

interface IdentityCardProps {
  readonly id: string;
  readonly time_zone: string;
}

export function IdentityCard(_props: IdentityCardProps): ReactNode {
  return null;
}
