// RFM: customers by how recently and how often they bought, and the eleven named segments with what to do about each.
import { Skeleton, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { RfmAnswer } from "#contract";
import { useApi } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { AsOf, CalmNote, NoClasses } from "../../ui/class-run.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { PageLink } from "../../ui/link.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { GridCard } from "./grid.tsx";
import { Segments } from "./segments.tsx";

function Definition({ answer }: { readonly answer: RfmAnswer }) {
  const { t } = useTranslation("rfm");
  return (
    <Card title={t("definition")}>
      <Stack gap="xs" maw={760}>
        <Text size="sm">{t("definition_scores")}</Text>
        <Text size="sm">{t(answer.run?.fixed_frequency === true ? "frequency_fixed" : "frequency_fifths")}</Text>
        <Text size="sm">{t("definition_segments")}</Text>
        <CalmNote />
      </Stack>
    </Card>
  );
}

export default function Rfm() {
  const { t } = useTranslation(["rfm", "condition"]);
  const result = useApi<RfmAnswer>("/api/v1/rfm");
  const answer = result.data;
  const known = answer !== undefined && answer.customers > 0;
  return (
    <>
      <PageHead title={t("title")} subtitle={answer?.run ? <AsOf run={answer.run} /> : t("lead")}>
        <PageLink to="/migration" search={{ scheme: "rfm" }}>
          {t("moves")}
        </PageLink>
      </PageHead>
      <Stack gap="sm">
        {result.isError && <ErrorState error={result.error} onRetry={() => void result.refetch()} />}
        {result.isPending && <Skeleton height={480} radius="lg" />}
        {answer !== undefined && !known && <NoClasses />}
        {known && <GridCard answer={answer} />}
        {known && <Segments answer={answer} />}
        {known && <Definition answer={answer} />}
      </Stack>
    </>
  );
}
