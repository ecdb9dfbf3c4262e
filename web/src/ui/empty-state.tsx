// What stands where there is nothing to show: why, and what to do about it.
import { Stack, Text, ThemeIcon } from "@mantine/core";
import { Inbox, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

interface EmptyStateProps {
  readonly title: string;
  readonly text?: string;
  readonly icon?: LucideIcon;
  /** Buttons or links that mend it. */
  readonly children?: ReactNode;
}

export function EmptyState({ title, text, icon: Icon = Inbox, children }: EmptyStateProps) {
  return (
    <Stack align="center" gap="xs" py="xl" px="md" ta="center">
      <ThemeIcon variant="light" size={44} radius="xl" aria-hidden>
        <Icon size={22} />
      </ThemeIcon>
      <Text fw={600}>{title}</Text>
      {text !== undefined && (
        <Text size="sm" c="dimmed" maw={440}>
          {text}
        </Text>
      )}
      {children}
    </Stack>
  );
}
