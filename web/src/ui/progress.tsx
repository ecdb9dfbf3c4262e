// Waiting, of two kinds: with a known share done, and without.
import { Progress as Bar, Center, Loader, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormat } from "./format.ts";

interface ProgressProps {
  /** 0..1; left out when nobody knows. */
  readonly share?: number | null;
  /** What is being waited for. */
  readonly label?: string;
}

export function Progress({ share, label }: ProgressProps) {
  const { t } = useTranslation("ui");
  const format = useFormat();
  const text = label ?? t("loading");
  if (share === undefined || share === null) {
    return (
      <Center py="xl" role="status">
        <Loader size="sm" aria-label={text} />
      </Center>
    );
  }
  return (
    <div>
      <Bar value={share * 100} aria-label={text} size="lg" radius="xl" />
      <Text size="sm" c="dimmed" mt={4} className="k-number" role="status">
        {label === undefined ? format.share(share, 0) : `${format.share(share, 0)} · ${label}`}
      </Text>
    </div>
  );
}
