// The loop as a small picture: four stations on a ring, the same four as in the navigation.
import { Text } from "@mantine/core";
import { ChartLine, Ear, Send, Target } from "lucide-react";
import { useTranslation } from "react-i18next";
import classes from "./welcome.module.css";

const stations = [
  { id: "listen", icon: Ear },
  { id: "analyze", icon: ChartLine },
  { id: "act", icon: Send },
  { id: "evaluate", icon: Target },
] as const;

export function Loop() {
  const { t } = useTranslation("welcome");
  return (
    <ol className={classes.loop} aria-label={t("loop.label")}>
      {stations.map(({ id, icon: Icon }) => (
        <li key={id} className={classes.station}>
          <span className={classes.sign} aria-hidden>
            <Icon size={20} />
          </span>
          <Text fw={600} size="sm">
            {t(`loop.${id}`)}
          </Text>
          <Text size="xs" c="dimmed">
            {t(`loop.${id}_text`)}
          </Text>
        </li>
      ))}
    </ol>
  );
}
