// A customer's ABC and XYZ class as a small mark; golden ones have a star and say so.
import { Badge, VisuallyHidden } from "@mantine/core";
import { Star } from "lucide-react";
import { useTranslation } from "react-i18next";
import { isGolden } from "./columns.ts";

interface ClassBadgeProps {
  readonly abc: string | null;
  readonly xyz: string | null;
  readonly size?: "sm" | "md";
}

export function ClassBadge({ abc, xyz, size = "sm" }: ClassBadgeProps) {
  const { t } = useTranslation("customers");
  if (abc === null) return null;
  const golden = isGolden(abc, xyz);
  return (
    <Badge
      variant="light"
      size={size}
      radius="sm"
      tt="none"
      // What is hidden for the eye must not hang out of a scrolling table.
      pos="relative"
      fw={650}
      {...(golden
        ? { leftSection: <Star size={10} fill="currentColor" aria-hidden /> }
        : { bg: "var(--k-sunken)", c: "var(--k-text)" })}
    >
      {`${abc}${xyz === null ? "" : `·${xyz}`}`}
      {golden && <VisuallyHidden component="span">{` ${t("golden")}`}</VisuallyHidden>}
    </Badge>
  );
}
