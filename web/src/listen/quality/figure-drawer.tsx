// A figure in full: what it means, what it is a share of, and customers behind it.
import { Skeleton, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { FieldQuality, QualityExample } from "#contract";
import { useApi } from "../../ui/api.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { PageLink } from "../../ui/link.tsx";
import { SideDrawer } from "../../ui/side-drawer.tsx";
import classes from "./quality.module.css";
import { behind, isMeasure, partsOf, quality_path } from "./quality.ts";

interface FigureDrawerProps {
  /** Undefined: nothing is open. */
  readonly row: FieldQuality | undefined;
  /** A measure or a flag. */
  readonly of: string;
  readonly source: string;
  readonly onClose: () => void;
}

function Example({ example, first }: { readonly example: QualityExample; readonly first: boolean }) {
  const { t } = useTranslation("quality");
  const { customer_id, raw, clean, suggestion, source, flags } = example;
  return (
    <li className={classes.example} data-first={first}>
      <PageLink to={`/customers/${customer_id}`}>{raw === "" ? customer_id : raw}</PageLink>
      {suggestion !== "" && <Text size="xs">{t("example.meant", { value: suggestion })}</Text>}
      {suggestion === "" && clean !== "" && clean !== raw && (
        <Text size="xs">{t("example.clean", { value: clean })}</Text>
      )}
      <Text size="xs" c="dimmed">
        {[source, ...flags.map((flag) => t(`flag.${flag}.name`))].join(" · ")}
      </Text>
    </li>
  );
}

function Examples({
  row,
  of,
  source,
}: Required<Pick<FigureDrawerProps, "of" | "source">> & { readonly row: FieldQuality }) {
  const { t } = useTranslation("quality");
  const kind = isMeasure(of) ? behind[of] : of;
  const { data, isPending, error, refetch } = useApi<{ rows: QualityExample[] }>(`${quality_path}/examples`, {
    field: row.field,
    of: kind,
    source,
  });
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (isPending) return <Skeleton height={160} radius="md" />;
  return (
    <section aria-label={t(isMeasure(of) ? `example.${kind}` : "example.flag")}>
      <Text fw={600} size="sm" mb={4}>
        {t(isMeasure(of) ? `example.${kind}` : "example.flag")}
      </Text>
      {data.rows.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t("example.none")}
        </Text>
      ) : (
        <ul className={classes.examples}>
          {data.rows.map((example, index) => (
            <Example
              key={`${example.customer_id} ${example.raw} ${example.source}`}
              example={example}
              first={data.rows[index - 1]?.group !== example.group}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

function Content({ row, of, source }: { readonly row: FieldQuality; readonly of: string; readonly source: string }) {
  const { t } = useTranslation("quality");
  const format = useFormat();
  const parts = isMeasure(of)
    ? partsOf(row, of)
    : ([row.flags.find(({ flag }) => flag === of)?.customers ?? 0, row.cleaned] as const);
  const share = parts === null || parts[1] === 0 ? null : parts[0] / parts[1];
  return (
    <Stack gap="md">
      <div>
        <Text fz={28} fw={700} className="k-number">
          {format.share(share, 1)}
        </Text>
        {parts !== null && (
          <Text size="sm" c="dimmed" className="k-number">
            {t("of_customers", { part: format.count(parts[0]), whole: format.count(parts[1]), count: parts[1] })}
            {" · "}
            {source === "" ? t("all_sources") : source}
          </Text>
        )}
      </div>
      <Text size="sm">{isMeasure(of) ? t(`means.${of}`) : t(`flag.${of}.means`)}</Text>
      <Examples row={row} of={of} source={source} />
    </Stack>
  );
}

export function FigureDrawer({ row, of, source, onClose }: FigureDrawerProps) {
  const { t } = useTranslation("quality");
  const name = isMeasure(of) ? t(`measure.${of}`) : t(`flag.${of}.name`);
  const title = row === undefined ? "" : `${t(`field.${row.field}`)}: ${name}`;
  return (
    <SideDrawer opened={row !== undefined} title={title} width_px={520} onClose={onClose}>
      {row !== undefined && <Content key={`${row.field} ${of} ${source}`} row={row} of={of} source={source} />}
    </SideDrawer>
  );
}
