// A card: the surface that everything on a page stands on.
import { Group, Text, Title } from "@mantine/core";
import type { CSSProperties, ReactNode } from "react";

interface CardProps {
  readonly title?: ReactNode;
  readonly subtitle?: ReactNode;
  /** Controls at the right end of the title. */
  readonly actions?: ReactNode;
  readonly className?: string;
  readonly style?: CSSProperties;
  readonly children: ReactNode;
}

/** A section with a title (h2), an optional line below it and actions beside it. */
export function Card({ title, subtitle, actions, className, style, children }: CardProps) {
  return (
    <section
      className={className === undefined ? "k-card" : `k-card ${className}`}
      {...(style === undefined ? {} : { style })}
    >
      {(title !== undefined || actions !== undefined) && (
        <Group justify="space-between" align="flex-start" gap="xs" mb="sm" wrap="wrap">
          <div style={{ minWidth: 0, flex: "1 1 110px" }}>
            {title !== undefined && <Title order={2}>{title}</Title>}
            {subtitle !== undefined && (
              <Text size="xs" c="dimmed" mt={2}>
                {subtitle}
              </Text>
            )}
          </div>
          {actions !== undefined && (
            <Group gap="xs" wrap="wrap" fz="sm">
              {actions}
            </Group>
          )}
        </Group>
      )}
      {children}
    </section>
  );
}
