// An existing segment, changed: its members follow as soon as it is saved.
import { Skeleton } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Segment } from "#contract";
import { useApi } from "../../ui/api.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { conditionOf, segments_path } from "../segments/segments.ts";
import { SegmentForm } from "./form.tsx";

export default function SegmentEdit() {
  const { t } = useTranslation(["segment-edit", "condition", "metric"]);
  const { id = "" } = useParams({ strict: false });
  const answer = useApi<Segment>(
    `${segments_path}/${encodeURIComponent(id)}`,
    {},
    { placeholderData: () => undefined, staleTime: 0, refetchOnMount: "always" },
  );
  const segment = answer.isFetchedAfterMount ? answer.data : undefined;
  return (
    <>
      <PageHead
        title={segment === undefined ? t("title") : t("title_of", { name: segment.name })}
        subtitle={t("lead")}
      />
      {answer.isError && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {segment === undefined && !answer.isError && <Skeleton height={360} radius="lg" />}
      {segment !== undefined && (
        <SegmentForm
          key={segment.id}
          id={segment.id}
          initial={{ name: segment.name, description: segment.description, condition: conditionOf(segment) }}
        />
      )}
    </>
  );
}
