// A figure with its name, for the dry run and the result.
import { Text } from "@mantine/core";
import classes from "./import.module.css";

interface FigureProps {
  readonly label: string;
  readonly value: string;
  readonly tone?: "good" | "bad" | undefined;
}

export function Figure({ label, value, tone }: FigureProps) {
  return (
    <div>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <div className={`${classes.figure} k-number${tone === undefined ? "" : ` k-${tone}`}`}>{value}</div>
    </div>
  );
}
