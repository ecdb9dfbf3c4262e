// Moves between classes: from where to where customers of a scheme went between two days.
import { Grid, Select, Skeleton, Stack, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ClassMoves } from "#contract";
import { useApi } from "../../ui/api.ts";
import { useClassNames } from "../../ui/class-name.ts";
import { AsOf, NoClasses } from "../../ui/class-run.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { useSearchState } from "../../ui/search.ts";
import { FlowCard } from "./flow-card.tsx";
import { TopMoves } from "./top-moves.tsx";

const schemes = ["rfm", "lifecycle", "abc", "xyz", "golden", "aov_tier", "recency", "frequency", "money"] as const;

function Controls({ moves }: { readonly moves: ClassMoves | undefined }) {
  const { t } = useTranslation("migration");
  const names = useClassNames();
  const [search, setSearch] = useSearchState();
  const day = (field: "before" | "after", value: string | null | undefined) => (
    <TextInput
      type="date"
      size="xs"
      label={t(field)}
      value={search[field] ?? value ?? ""}
      min={moves?.first_day ?? undefined}
      max={moves?.run?.day}
      onChange={(event) => setSearch({ [field]: event.currentTarget.value || undefined })}
    />
  );
  return (
    <>
      <Select
        size="xs"
        label={t("scheme")}
        value={search.scheme ?? "rfm"}
        allowDeselect={false}
        onChange={(value) => setSearch({ scheme: value ?? undefined })}
        data={schemes.map((value) => ({ value, label: names.scheme(value) }))}
        w={180}
      />
      {day("before", moves?.from)}
      {day("after", moves?.to)}
    </>
  );
}

export default function Migration() {
  const { t } = useTranslation(["migration", "condition"]);
  const [search] = useSearchState();
  const scheme = search.scheme ?? "rfm";
  const answer = useApi<ClassMoves>("/api/v1/classes/moves", { scheme, from: search.before, to: search.after });
  const moves = answer.data;
  const known = moves !== undefined && moves.moves.length > 0;
  return (
    <>
      <PageHead title={t("title")} subtitle={moves?.run ? <AsOf run={moves.run} /> : t("lead")}>
        <Controls moves={moves} />
      </PageHead>
      <Stack gap="sm">
        {answer.isError && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
        {answer.isPending && <Skeleton height={480} radius="lg" />}
        {moves !== undefined && !known && <NoClasses />}
        {known && (
          <Grid gap="sm" style={{ opacity: answer.isPlaceholderData ? 0.5 : 1 }}>
            <Grid.Col span={{ base: 12, lg: 8 }}>
              <FlowCard moves={moves} />
            </Grid.Col>
            <Grid.Col span={{ base: 12, lg: 4 }}>
              <TopMoves moves={moves} />
            </Grid.Col>
          </Grid>
        )}
      </Stack>
    </>
  );
}
