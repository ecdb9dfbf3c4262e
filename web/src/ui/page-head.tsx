// The head of a page: its title (the page's only h1), a line about it, and its controls.
import { Group, Text, Title } from "@mantine/core";
import { type ReactNode, useEffect } from "react";

interface PageHeadProps {
  readonly title: string;
  readonly subtitle?: ReactNode;
  /** Controls at the right; they wrap below the title on a phone. */
  readonly children?: ReactNode;
}

/** Shows the title and names the browser's tab after it. */
export function PageHead({ title, subtitle, children }: PageHeadProps) {
  useEffect(() => {
    document.title = `${title} · Kompas`;
  }, [title]);
  return (
    <Group justify="space-between" align="flex-end" gap="sm" mb="md" wrap="wrap">
      <div style={{ minWidth: 0 }}>
        <Title order={1} style={{ overflowWrap: "anywhere" }}>
          {title}
        </Title>
        {subtitle !== undefined && (
          <Text size="sm" c="dimmed" mt={2}>
            {subtitle}
          </Text>
        )}
      </div>
      {children !== undefined && (
        <Group gap="xs" wrap="wrap" className="k-screen-only">
          {children}
        </Group>
      )}
    </Group>
  );
}
