// Ready segments: classes that are kept anyway, each a segment in one click.
import { Button, Group, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import type { Segment, SegmentCreate } from "#contract";
import { apiSend } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { useVocabulary, useWords } from "../../ui/condition/vocabulary.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { useMay } from "../../ui/me.ts";
import { PageButton } from "../../ui/page-button.tsx";
import classes from "./segments.module.css";
import { type Ready, readySegments, segments_path } from "./segments.ts";

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

export function useCreate() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (body: SegmentCreate) => apiSend<Segment>("POST", segments_path, body),
    onSuccess: async (made) => {
      await client.invalidateQueries({ queryKey: [segments_path] });
      await navigate({ to: `/segments/${made.id}`, search: {} });
    },
  });
}

export function ReadyCard({ rows }: { readonly rows: readonly Segment[] }) {
  const { t } = useTranslation("segments");
  const words = useWords();
  const { schemes } = useVocabulary();
  const create = useCreate();
  const may = useMay("marketer");
  const ready = [...readySegments(schemes, rows)];
  if (!may || ready.length === 0) return null;
  const nameOf = ({ scheme, classes: of }: Ready) =>
    scheme === "golden" ? capital(words.scheme(scheme)) : capital(of.map((id) => words.classOf(scheme, id)).join(", "));
  // A class named A says little without its scheme.
  const fullName = (each: Ready) =>
    each.scheme === "golden" ? nameOf(each) : `${capital(words.scheme(each.scheme))}: ${nameOf(each)}`;
  return (
    <Card title={t("ready.title")} subtitle={t("ready.hint")}>
      {create.isError && <ErrorState error={create.error} />}
      <div className={classes.ready}>
        {ready.map(([scheme, each]) => (
          <Fragment key={scheme}>
            <Text size="sm" fw={600}>
              {capital(words.scheme(scheme))}
            </Text>
            <Group gap={6}>
              {each.map((one) =>
                one.segment === undefined ? (
                  <Button
                    key={one.classes.join()}
                    size="compact-sm"
                    variant="default"
                    leftSection={<Plus size={13} />}
                    disabled={create.isPending}
                    onClick={() => create.mutate({ name: fullName(one), condition: one.condition })}
                  >
                    {nameOf(one)}
                  </Button>
                ) : (
                  <PageButton
                    key={one.classes.join()}
                    to={`/segments/${one.segment.id}`}
                    size="compact-sm"
                    variant="light"
                  >
                    {nameOf(one)}
                  </PageButton>
                ),
              )}
            </Group>
          </Fragment>
        ))}
      </div>
    </Card>
  );
}
