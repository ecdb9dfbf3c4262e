// The map of needs: what these customers want, what keeps them from it, what sets them going; written by people.
import { Button, Group, Text, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Needs, Segment } from "#contract";
import { apiSend } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useMay } from "../../ui/me.ts";
import { segments_path } from "../segments/segments.ts";
import classes from "./segment.module.css";

const parts = ["goal", "barrier", "trigger"] as const satisfies readonly (keyof Needs)[];

export function NeedsCard({ segment }: { readonly segment: Segment }) {
  const { t } = useTranslation("segment");
  const client = useQueryClient();
  const may = useMay("marketer");
  const [draft, setDraft] = useState(segment.needs);
  const save = useMutation({
    mutationFn: () => apiSend<Segment>("PATCH", `${segments_path}/${segment.id}`, { needs: draft }),
    onSuccess: () => client.invalidateQueries({ queryKey: [`${segments_path}/${segment.id}`] }),
  });
  const changed = parts.some((part) => draft[part] !== segment.needs[part]);
  return (
    <Card title={t("needs.title")} subtitle={t("needs.hint")}>
      <div className={classes.thirds}>
        {parts.map((part) =>
          may ? (
            <Textarea
              key={part}
              label={t(`needs.${part}`)}
              placeholder={t(`needs.${part}_hint`)}
              value={draft[part]}
              maxLength={2000}
              autosize
              minRows={3}
              maxRows={10}
              onChange={({ currentTarget }) => setDraft({ ...draft, [part]: currentTarget.value })}
            />
          ) : (
            <div key={part}>
              <Text size="sm" fw={600}>
                {t(`needs.${part}`)}
              </Text>
              <Text size="sm" style={{ whiteSpace: "pre-wrap" }}>
                {draft[part] === "" ? t("needs.unknown") : draft[part]}
              </Text>
            </div>
          ),
        )}
      </div>
      {save.isError && <ErrorState error={save.error} />}
      {may && (
        <Group mt="sm" gap="sm">
          <Button size="xs" disabled={!changed} loading={save.isPending} onClick={() => save.mutate()}>
            {t("needs.save")}
          </Button>
          <Text size="sm" c="dimmed" role="status">
            {changed ? t("needs.unsaved") : save.isSuccess ? t("needs.saved") : ""}
          </Text>
        </Group>
      )}
    </Card>
  );
}
