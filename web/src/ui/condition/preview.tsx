// How many a condition fits, while it is being made: asked for when typing rests, the number before dimmed meanwhile.
import { Stack, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Condition, ConditionPreview } from "#contract";
import { apiSend } from "../api.ts";
import { ErrorState } from "../error-state.tsx";
import { useFormat } from "../format.ts";
import classes from "./condition.module.css";
import { isComplete } from "./leaf.ts";

const rest_ms = 150;

function usePreview(condition: Condition) {
  // Compared by its text: a condition that is made anew with the same parts is not asked again.
  const text = JSON.stringify(condition);
  const [rested] = useDebouncedValue(text, rest_ms);
  const complete = isComplete(condition);
  const answer = useQuery<ConditionPreview>({
    queryKey: ["/api/v1/conditions/preview", rested],
    queryFn: ({ signal }) =>
      apiSend<ConditionPreview>("POST", "/api/v1/conditions/preview", { condition: JSON.parse(rested) }, signal),
    placeholderData: keepPreviousData,
    enabled: complete,
    retry: false,
  });
  return { answer, complete, stale: text !== rested || answer.isPlaceholderData };
}

export function Preview({ condition }: { readonly condition: Condition }) {
  const { t } = useTranslation("condition");
  const format = useFormat();
  const { answer, complete, stale } = usePreview(condition);
  const { data, error } = answer;
  if (!complete)
    return (
      <Text size="sm" c="dimmed" role="status">
        {t("preview.incomplete")}
      </Text>
    );
  if (error !== null) return <ErrorState error={error} />;
  if (data === undefined) return <div style={{ height: 78 }} role="status" aria-busy />;
  const { customers, low, high, of, looked_at } = data;
  const estimated = low !== null && high !== null;
  // An estimate is as exact as its interval: three digits.
  const rounded = estimated ? Number(customers.toPrecision(3)) : customers;
  const text = t("preview.customers", { count: rounded, text: format.count(rounded) });
  return (
    <Stack gap={2} role="status" aria-busy={stale} style={{ opacity: stale ? 0.5 : 1, minHeight: 78 }}>
      <div className={`${classes.count} k-number`}>{estimated ? t("preview.about", { text }) : text}</div>
      {estimated && (
        <Text size="sm" c="dimmed">
          {t("preview.interval", {
            low: format.count(low),
            high: format.count(high),
            share: format.share(looked_at, looked_at < 0.1 ? 1 : 0),
          })}
        </Text>
      )}
      {of > 0 && (
        <Text size="sm" c="dimmed">
          {t("preview.share", { share: format.share(customers / of), of: format.count(of) })}
        </Text>
      )}
    </Stack>
  );
}
