// What is set up here: each kind with how many there are, and its file.
import { Anchor } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Definitions } from "#contract";
import { useApi } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { Progress } from "../../ui/progress.tsx";
import classes from "./definitions.module.css";

export function KindsCard({ urlOf }: { readonly urlOf: (kind: string) => string }) {
  const { t } = useTranslation("definitions");
  const format = useFormat();
  const { data, error, refetch } = useApi<Definitions>("/api/v1/definitions", {}, { staleTime: 0 });
  const kinds = Object.entries(data ?? {}).filter(([kind]) => kind !== "kompas");
  return (
    <Card title={t("here.title")} subtitle={t("here.text")}>
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Progress />}
      <ul className={classes.kinds}>
        {kinds.map(([kind, part]) => (
          <li key={kind}>
            <span className={classes.kind_name}>{t(`kinds.${kind}`, kind)}</span>
            <span className="k-number k-muted">{Array.isArray(part) ? format.count(part.length) : t("here.one")}</span>
            <Anchor href={urlOf(kind)} size="sm">
              {kind}.yaml
            </Anchor>
          </li>
        ))}
      </ul>
    </Card>
  );
}
