// The bell: how many notices one has not read; it opens to the list of them.
import { ActionIcon, Indicator } from "@mantine/core";
import { Bell as BellIcon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNotices } from "./notices.ts";

const NoticePanel = lazy(() => import("./notice-panel.tsx"));

export function Bell() {
  const { t } = useTranslation("shell");
  const [opened, setOpened] = useState(false);
  const unread = useNotices().data?.unread ?? 0;
  return (
    <>
      <Indicator
        label={unread > 99 ? "99+" : unread}
        size={16}
        offset={4}
        color="red.8"
        disabled={unread === 0}
        aria-hidden={false}
      >
        <ActionIcon
          variant="default"
          size={36}
          aria-label={unread === 0 ? t("bell.none") : t("bell.unread", { count: unread })}
          aria-haspopup="dialog"
          onClick={() => setOpened(true)}
        >
          <BellIcon size={16} />
        </ActionIcon>
      </Indicator>
      {opened && (
        <Suspense fallback={null}>
          <NoticePanel onClose={() => setOpened(false)} />
        </Suspense>
      )}
    </>
  );
}
