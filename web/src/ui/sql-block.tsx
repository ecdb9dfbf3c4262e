// The SQL that answers a metric's question, with its bound values and a button that copies it.

import { Code, Group, Stack, Text } from "@mantine/core";
import type { SqlText } from "#contract";
import { useMetricSql } from "./api.ts";
import { Copy } from "./copy.tsx";
import { ErrorState } from "./error-state.tsx";
import { Progress } from "./progress.tsx";

interface SqlBlockProps {
  readonly id: string;
  readonly inputs: Parameters<typeof useMetricSql>[1];
}

/** A bound value as SQL's reader would write it: texts in quotes, the rest as JSON. */
function paramText(value: unknown): string {
  return typeof value === "string" ? `'${value}'` : JSON.stringify(value);
}

export function SqlBlock({ id, inputs }: SqlBlockProps) {
  const { data, error, refetch } = useMetricSql(id, inputs, true);
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Progress />;
  return <SqlAnswer answer={data} />;
}

/** SQL as text, with its bound values and a button that copies it. */
export function SqlAnswer({ answer }: { readonly answer: SqlText }) {
  const params = Object.entries(answer.params);
  return (
    <Stack gap="xs">
      <Group justify="flex-end">
        <Copy value={answer.sql} />
      </Group>
      <Code
        block
        tabIndex={0}
        role="region"
        aria-label="SQL"
        bg="var(--k-sunken)"
        style={{ maxHeight: 360, overflow: "auto", fontSize: 12 }}
      >
        {answer.sql}
      </Code>
      {params.length > 0 && (
        <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
          {params.map(([name, value]) => `${name} = ${paramText(value)}`).join(" · ")}
        </Text>
      )}
    </Stack>
  );
}
