// The bell: how many notices one has not read; it opens to the list of them.
import { ActionIcon } from "@mantine/core";
import { Bell as BellIcon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./bell.module.css";
import { useNotices } from "./notices.ts";

const NoticePanel = lazy(() => import("./notice-panel.tsx"));

export function Bell() {
  const { t } = useTranslation("shell");
  const [opened, setOpened] = useState(false);
  const unread = useNotices().data?.unread ?? 0;
  return (
    <>
      <ActionIcon
        variant="default"
        size={36}
        className={classes.bell ?? ""}
        aria-label={unread === 0 ? t("bell.none") : t("bell.unread", { count: unread })}
        aria-haspopup="dialog"
        onClick={() => setOpened(true)}
      >
        <BellIcon size={16} />
        {unread > 0 && <span className={classes.count}>{unread > 99 ? "99+" : unread}</span>}
      </ActionIcon>
      {opened && (
        <Suspense fallback={null}>
          <NoticePanel onClose={() => setOpened(false)} />
        </Suspense>
      )}
    </>
  );
}
