// The daily classes of a customer as marks, each with the day since when; RFM's three scores stand in its mark.
import { Badge, Group, Tooltip } from "@mantine/core";
import { Star } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ClassesOfCustomer } from "#contract";
import { useApi } from "../../ui/api.ts";
import { useClassNames } from "../../ui/class-name.ts";
import { useFormat } from "../../ui/format.ts";

/** A stage that asks for something to be done has a color; the name says it, too. */
const colors: Readonly<Record<string, string>> = {
  new: "var(--k-accent-text)",
  active: "var(--k-good)",
  returned: "var(--k-good)",
  at_risk: "var(--k-warn)",
  lapsed: "var(--k-bad)",
};

const shown = ["lifecycle", "rfm", "aov_tier", "abc", "xyz"] as const;

/** Nothing for who has never bought, or before the first computation. */
export function DailyClasses({ id }: { readonly id: string }) {
  const { t } = useTranslation(["customer", "condition"]);
  const names = useClassNames();
  const format = useFormat();
  const answer = useApi<ClassesOfCustomer>(`/api/v1/customers/${id}/classes`, {}, { placeholderData: () => undefined });
  const classes = answer.data?.classes ?? [];
  const find = (scheme: string) => classes.find((each) => each.scheme === scheme);
  const scores = ["recency", "frequency", "money"].map((scheme) => find(scheme)?.class ?? "–").join("");
  const found = shown.flatMap((scheme) => find(scheme) ?? []);
  const golden = find("golden");
  if (found.length === 0) return null;
  return (
    <Group gap={6} my={4} component="ul" aria-label={t("daily_classes")} p={0} style={{ listStyle: "none" }}>
      {golden !== undefined && (
        <li>
          <Tooltip label={t("golden_since", { name: golden.class, day: format.day(golden.since) })}>
            <Badge
              variant="light"
              size="md"
              radius="sm"
              tt="none"
              c="var(--k-accent-text)"
              leftSection={<Star size={11} fill="currentColor" aria-hidden />}
              tabIndex={0}
            >
              {t("golden")}
            </Badge>
          </Tooltip>
        </li>
      )}
      {found.map((each) => (
        <li key={each.scheme}>
          <Tooltip
            label={t("class_since", {
              scheme: names.scheme(each.scheme),
              name: names.of(each.scheme, each.class),
              day: format.day(each.since),
            })}
          >
            <Badge
              variant="outline"
              size="md"
              radius="sm"
              tt="none"
              c={(each.scheme === "lifecycle" && colors[each.class]) || "var(--k-text)"}
              bd="1px solid var(--k-border)"
              tabIndex={0}
            >
              {each.scheme === "rfm"
                ? `RFM ${scores} · ${names.of("rfm", each.class)}`
                : `${names.scheme(each.scheme)}: ${names.of(each.scheme, each.class)}`}
            </Badge>
          </Tooltip>
        </li>
      ))}
    </Group>
  );
}
