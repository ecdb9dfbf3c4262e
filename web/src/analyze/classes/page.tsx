// Customer classes: the ABC x XYZ matrix, its definitions, and the customers of a cell.

import { Button, Group, Skeleton, Stack, Text } from "@mantine/core";
import { Grid3x3, Star } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ClassMatrix } from "#contract";
import { useApi } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { TableSwitch } from "../../ui/chart-card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { PageLink } from "../../ui/link.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { useSearchState } from "../../ui/search.ts";
import { SimpleTable } from "../../ui/simple-table.tsx";
import { ClassList } from "./class-list.tsx";
import classes from "./classes.module.css";
import { goldenOf, inputsOf, openedOf } from "./classes.ts";
import { Controls } from "./controls.tsx";
import { Definition } from "./definition.tsx";
import { Matrix, useMatrixTable } from "./matrix.tsx";

interface MatrixCardProps {
  readonly matrix: ClassMatrix;
  readonly stale: boolean;
  readonly opened: string | undefined;
  readonly onOpen: (name: string) => void;
}

function MatrixCard({ matrix, stale, opened, onOpen }: MatrixCardProps) {
  const { t } = useTranslation("classes");
  const format = useFormat();
  const [as_table, setAsTable] = useState(false);
  const table = useMatrixTable(matrix);
  const golden = goldenOf(matrix);
  const actions = (
    <>
      <Controls />
      <TableSwitch pressed={as_table} onChange={setAsTable} />
    </>
  );
  return (
    <Card
      title={t("matrix")}
      subtitle={`${t("matrix_hint")} · ${format.period(matrix.period.from, matrix.period.to)}`}
      actions={actions}
    >
      <div style={{ opacity: stale ? 0.5 : 1 }} aria-busy={stale}>
        {as_table ? (
          <SimpleTable data={table} label={t("matrix_label")} height={460} />
        ) : (
          <Matrix matrix={matrix} opened={opened} onOpen={onOpen} />
        )}
      </div>
      <Group justify="space-between" mt="sm" gap="xs">
        <Text size="sm" className="k-number">
          {t("golden_sum", { count: golden.customers, share: format.share(golden.revenue_share) })}
        </Text>
        <Button
          size="xs"
          variant="light"
          leftSection={<Star size={13} fill="currentColor" />}
          onClick={() => onOpen("golden")}
        >
          {t("golden_list")}
        </Button>
      </Group>
    </Card>
  );
}

export default function Classes() {
  // What the export of a list says comes with the page: asked for later, the whole page would wait for it.
  const { t } = useTranslation(["classes", "consent"]);
  const [search, setSearch] = useSearchState();
  const answer = useApi<ClassMatrix>("/api/v1/classes", inputsOf(search));
  const matrix = answer.data;
  const opened = openedOf(search.cell);
  const open = (name: string) => setSearch({ cell: search.cell === name ? undefined : name });
  return (
    <>
      <PageHead title={t("title")} subtitle={t("lead")} />
      <Stack gap="sm">
        {answer.isError && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
        <div className={classes.layout}>
          {answer.isPending && <Skeleton height={480} radius="lg" />}
          {matrix !== undefined && matrix.customers === 0 && (
            <Card>
              <EmptyState icon={Grid3x3} title={t("empty")} text={t("empty_hint")}>
                <PageLink to="/import">{t("empty_action")}</PageLink>
              </EmptyState>
            </Card>
          )}
          {matrix !== undefined && matrix.customers > 0 && (
            <MatrixCard matrix={matrix} stale={answer.isPlaceholderData} opened={opened?.name} onOpen={open} />
          )}
          <Definition />
        </div>
        {opened !== null && matrix !== undefined && matrix.customers > 0 && (
          <ClassList opened={opened} onClose={() => setSearch({ cell: undefined })} />
        )}
      </Stack>
    </>
  );
}
