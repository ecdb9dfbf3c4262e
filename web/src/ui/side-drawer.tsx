// One thing in full, at the side of the list that it belongs to.
import { CloseButton, Drawer, Group, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

interface SideDrawerProps {
  readonly opened: boolean;
  readonly title: string;
  readonly width_px?: number;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function SideDrawer({ opened, title, width_px = 600, onClose, children }: SideDrawerProps) {
  const { t } = useTranslation("ui");
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size={`min(${width_px}px, 100vw)`}
      // Mantine's own head is a second banner of the page.
      withCloseButton={false}
      attributes={{ content: { "aria-label": title } }}
      styles={{ content: { background: "var(--k-card)" }, body: { padding: 20 } }}
    >
      <Group justify="space-between" mb="xs" wrap="nowrap">
        <Title order={2} fz={17} style={{ overflowWrap: "anywhere" }}>
          {title}
        </Title>
        <CloseButton aria-label={t("close")} onClick={onClose} />
      </Group>
      {children}
    </Drawer>
  );
}
