// How a target stands, told by shape, color and word.
import { CircleCheck, CircleDashed, OctagonX, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { MetricTarget } from "#contract";

const looks = {
  on_track: { icon: CircleCheck, color: "var(--k-good)" },
  at_risk: { icon: TriangleAlert, color: "var(--k-warn)" },
  off: { icon: OctagonX, color: "var(--k-bad)" },
  unknown: { icon: CircleDashed, color: "var(--k-muted)" },
} as const;

interface TargetStatusProps {
  readonly target: Pick<MetricTarget, "status">;
  /** The shape alone, with the word for assistive technology. */
  readonly short?: boolean;
}

export function TargetStatus({ target, short = false }: TargetStatusProps) {
  const { t } = useTranslation("ui");
  const status = target.status ?? "unknown";
  const { icon: Icon, color } = looks[status];
  const word = t(`target.${status}`);
  return (
    <span
      data-status={status}
      title={word}
      style={{
        display: "inline-flex",
        alignItems: "center",
        gap: 5,
        color,
        fontSize: 13,
        fontWeight: 600,
        whiteSpace: "nowrap",
      }}
    >
      <Icon size={15} {...(short ? { role: "img", "aria-label": word } : { "aria-hidden": true })} />
      {!short && word}
    </span>
  );
}
