// A new segment by a rule.
import { useTranslation } from "react-i18next";
import type { Condition } from "#contract";
import { PageHead } from "../../ui/page-head.tsx";
import { SegmentForm } from "../segment-edit/form.tsx";

const everybody: Condition = { kind: "all", of: [] };

export default function SegmentNew() {
  const { t } = useTranslation(["segment-new", "segment-edit", "condition", "metric"]);
  return (
    <>
      <PageHead title={t("title")} subtitle={t("lead")} />
      <SegmentForm initial={{ name: "", description: "", condition: everybody }} />
    </>
  );
}
