// Where the link in an e-mail leads: the e-mails end at once, and the page says so.
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { MailCheck, MailQuestion } from "lucide-react";
import { useTranslation } from "react-i18next";
import { ApiError, apiSend } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { Progress } from "../../ui/progress.tsx";

export default function Unsubscribe() {
  const { t } = useTranslation("unsubscribe");
  const { token = "" } = useParams({ strict: false });
  // Asked once, however often the page is drawn: a second time there would be nothing to stop.
  const stopped = useQuery({
    queryKey: ["unsubscribe", token],
    queryFn: () => apiSend<null>("POST", `/unsubscribe/${encodeURIComponent(token)}`),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: false,
  });
  const gone = stopped.error instanceof ApiError && stopped.error.status === 404;
  return (
    <Card style={{ maxWidth: 520 }}>
      <PageHead title={t("title")} />
      {stopped.isPending && <Progress />}
      {stopped.isSuccess && <EmptyState icon={MailCheck} title={t("done.title")} text={t("done.text")} />}
      {gone && <EmptyState icon={MailQuestion} title={t("gone.title")} text={t("gone.text")} />}
      {stopped.error !== null && !gone && <ErrorState error={stopped.error} onRetry={() => void stopped.refetch()} />}
    </Card>
  );
}
