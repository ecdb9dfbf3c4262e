// The class matrix in small: where the customers and the revenue are. Each cell leads to the page of classes.

import { Skeleton, VisuallyHidden } from "@mantine/core";
import { Star } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ClassCell, ClassMatrix } from "#contract";
import { useApi } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { PageLink } from "../../ui/link.tsx";
import { usePeriod } from "../../ui/period.ts";
import { useHeat } from "../../ui/use-heat.ts";
import classes from "./overview.module.css";

// The page of classes looks at all the data unless told otherwise: it is told the days of this matrix.
function Cell({ cell, strongest }: { readonly cell: ClassCell; readonly strongest: number }) {
  const { t } = useTranslation("overview");
  const format = useFormat();
  const heat = useHeat();
  const { days } = usePeriod();
  const part = cell.revenue_share === null || strongest === 0 ? null : cell.revenue_share / strongest;
  return (
    <td style={heat(part)}>
      <PageLink to="/classes" search={{ cell: cell.abc + cell.xyz, ...days }} className={classes.cell ?? ""}>
        <VisuallyHidden>{t("classes.cell", { name: cell.abc + cell.xyz })} </VisuallyHidden>
        <strong>
          {format.count(cell.customers)} {cell.golden && <Star size={12} aria-hidden fill="currentColor" />}
        </strong>
        <span>{t("classes.revenue", { share: format.share(cell.revenue_share) })}</span>
      </PageLink>
    </td>
  );
}

function Matrix({ matrix }: { readonly matrix: ClassMatrix }) {
  const { t } = useTranslation("overview");
  const strongest = Math.max(0, ...matrix.cells.map((cell) => cell.revenue_share ?? 0));
  return (
    <table className={`${classes.heat} ${classes.matrix}`} aria-label={t("classes.title")}>
      <thead>
        <tr>
          <th style={{ width: 28 }}>
            <VisuallyHidden>ABC × XYZ</VisuallyHidden>
          </th>
          {(["X", "Y", "Z"] as const).map((xyz) => (
            <th key={xyz} scope="col">
              {t(`classes.${matrix.form}.${xyz}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {(["A", "B", "C"] as const).map((abc) => (
          <tr key={abc}>
            <th scope="row">{abc}</th>
            {matrix.cells
              .filter((cell) => cell.abc === abc)
              .map((cell) => (
                <Cell key={cell.xyz} cell={cell} strongest={strongest} />
              ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function ClassesCard() {
  const { t } = useTranslation("overview");
  const format = useFormat();
  const { days, inputs } = usePeriod();
  const { data, error, refetch } = useApi<ClassMatrix>(
    "/api/v1/classes",
    { from: inputs.from, to: inputs.to },
    { enabled: days !== undefined },
  );
  const golden = data?.cells.filter((cell) => cell.golden) ?? [];
  const customers = golden.reduce((sum, cell) => sum + cell.customers, 0);
  const share = golden.reduce((sum, cell) => sum + (cell.revenue_share ?? 0), 0);
  return (
    <Card
      title={t("classes.title")}
      subtitle={
        data === undefined
          ? undefined
          : t("classes.golden", { count: customers, text: format.count(customers), share: format.share(share) })
      }
      actions={
        <PageLink to="/classes" search={{ ...days }}>
          {t("classes.open")}
        </PageLink>
      }
    >
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton height={210} />}
      {data !== undefined && <Matrix matrix={data} />}
    </Card>
  );
}
