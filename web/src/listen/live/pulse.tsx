// How much comes in: events a second now, the last minute, and what of it is shown.
import { Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format.ts";
import { Sparkline } from "../../ui/sparkline.tsx";
import type { Feed } from "./feed.ts";
import classes from "./live.module.css";
import type { Connection } from "./use-feed.ts";

interface PulseProps {
  readonly feed: Feed;
  readonly connection: Connection;
  readonly paused: boolean;
}

const whole = { first: false, last: false };

export function Pulse({ feed, connection, paused }: PulseProps) {
  const { t } = useTranslation("live");
  const format = useFormat();
  const now = feed.seconds.at(-1) ?? 0;
  const { matched = 0, shown = 0 } = feed.rate ?? {};
  const state = connection === "open" && paused ? "paused" : connection;
  return (
    <Group gap="lg" wrap="wrap" align="center">
      <Group gap={8} wrap="nowrap">
        <span className={classes.dot} data-connection={paused ? "paused" : connection} aria-hidden />
        <Text size="sm" role="status">
          {t(`connection.${state}`)}
        </Text>
      </Group>
      <div className={classes.pulse}>
        <Text size="sm" className="k-number">
          {t("per_second", { count: now, text: format.count(now) })}
        </Text>
        <Sparkline values={feed.seconds} partial={whole} width={160} height={28} />
      </div>
      {matched > shown && (
        <Text size="sm" c="dimmed" className="k-number" data-sampled>
          {t("sampled", { shown: format.count(shown), matched: format.count(matched) })}
        </Text>
      )}
    </Group>
  );
}
