// A condition for engineers: as JSON, to be copied and pasted, and as the question that the server asks.
import { Button, Group, Skeleton, Stack, Textarea } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Condition, ConditionPreview, SqlText } from "#contract";
import { apiSend } from "../api.ts";
import { Copy } from "../copy.tsx";
import { ErrorState } from "../error-state.tsx";
import { SqlAnswer } from "../sql-block.tsx";
import classes from "./condition.module.css";

interface JsonProps {
  readonly condition: Condition;
  /** Called with a condition that the server has accepted. */
  readonly onTake: (condition: Condition) => void;
}

export function JsonView({ condition, onTake }: JsonProps) {
  const { t } = useTranslation("condition");
  const now = JSON.stringify(condition, null, 2);
  const [text, setText] = useState(now);
  const [broken, setBroken] = useState<string | null>(null);
  // What the server counts it understands: it says where it does not.
  const take = useMutation({
    mutationFn: (asked: Condition) =>
      apiSend<ConditionPreview>("POST", "/api/v1/conditions/preview", { condition: asked }),
    onSuccess: (_counted, asked) => onTake(asked),
  });
  const apply = () => {
    try {
      const asked: Condition = JSON.parse(text);
      setBroken(null);
      take.mutate(asked);
    } catch (fault) {
      setBroken(t("json.broken", { reason: fault instanceof Error ? fault.message : "" }));
    }
  };
  return (
    <Stack gap="xs">
      <Textarea
        label={t("json.label")}
        description={t("json.hint")}
        value={text}
        error={broken}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        autosize
        minRows={10}
        maxRows={28}
        spellCheck={false}
        className={classes.code ?? ""}
      />
      {take.isError && <ErrorState error={take.error} />}
      <Group gap="xs">
        <Button size="xs" disabled={text === now} loading={take.isPending} onClick={apply}>
          {t("json.apply")}
        </Button>
        <Copy value={text} size="xs" />
      </Group>
    </Stack>
  );
}

export function SqlView({ condition }: { readonly condition: Condition }) {
  const text = JSON.stringify(condition);
  const { data, error, refetch } = useQuery<SqlText>({
    queryKey: ["/api/v1/conditions/sql", text],
    queryFn: ({ signal }) => apiSend<SqlText>("POST", "/api/v1/conditions/sql", { condition }, signal),
    retry: false,
  });
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton height={240} radius="md" />;
  return <SqlAnswer answer={data} />;
}
