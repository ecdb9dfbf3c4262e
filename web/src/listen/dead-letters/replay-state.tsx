// How a replay of many goes, and what came of it.
import { Alert } from "@mantine/core";
import { CircleCheck, RotateCcw, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { Progress } from "../../ui/progress.tsx";
import type { Replaying } from "./letters.ts";

export function ReplayState({ replaying }: { readonly replaying: Replaying }) {
  const { t } = useTranslation("dead-letters");
  const format = useFormat();
  const { replay, running, error, close } = replaying;
  if (error !== null) return <ErrorState error={error} onRetry={close} />;
  if (replay === undefined) return null;
  const { letters, accepted, refused, state } = replay;
  const Icon = running ? RotateCcw : state === "failed" || refused > 0 ? TriangleAlert : CircleCheck;
  const color = state === "failed" ? "red" : refused > 0 ? "yellow" : "teal";
  return (
    <Alert
      color={running ? "indigo" : color}
      variant="outline"
      icon={<Icon size={18} />}
      title={t(running ? "replaying" : state === "failed" ? "replay_failed" : "replay_done")}
      withCloseButton={!running}
      closeButtonLabel={t("close", { ns: "ui" })}
      onClose={close}
      bg="var(--k-card)"
      role="status"
    >
      {running && <Progress share={letters === 0 ? null : Math.min((accepted + refused) / letters, 1)} />}
      {t("replay_counts", { accepted: format.count(accepted), refused: format.count(refused) })}
      {replay.error !== null && ` ${replay.error}`}
    </Alert>
  );
}
