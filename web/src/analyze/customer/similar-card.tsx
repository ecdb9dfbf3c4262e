// Records that may be this same person and wait for somebody to say so.
import type { ReactNode } from "react";

interface SimilarCardProps {
  readonly id: string;
}

export function SimilarCard(_props: SimilarCardProps): ReactNode {
  return null;
}
