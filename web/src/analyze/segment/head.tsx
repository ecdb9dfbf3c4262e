// The head of a segment's page: what it says, its state and size, and what can be done to it.
import { Alert, Button, Group, Text } from "@mantine/core";
import { Pencil, Trash2, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Segment } from "#contract";
import { Card } from "../../ui/card.tsx";
import { Sentence } from "../../ui/condition/sentence.tsx";
import { Confirm } from "../../ui/confirm.tsx";
import { not_defined, useFormat } from "../../ui/format.ts";
import { useMay } from "../../ui/me.ts";
import { PageButton } from "../../ui/page-button.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { usePageRemoval } from "../../ui/removal.ts";
import { conditionOf, segments_path } from "../segments/segments.ts";
import { StateMark } from "../segments/state-mark.tsx";

function Delete({ segment }: { readonly segment: Segment }) {
  const { t } = useTranslation("segment");
  const [opened, setOpened] = useState(false);
  const removal = usePageRemoval(`${segments_path}/${segment.id}`, "/segments");
  return (
    <>
      <Button variant="default" leftSection={<Trash2 size={15} />} onClick={() => setOpened(true)}>
        {t("delete.do")}
      </Button>
      <Confirm
        opened={opened}
        title={t("delete.title", { name: segment.name })}
        text={t("delete.text")}
        yes={t("delete.do")}
        keep={t("delete.keep")}
        {...removal}
        onClose={() => setOpened(false)}
      />
    </>
  );
}

export function SegmentHead({ segment, time_zone }: { readonly segment: Segment; readonly time_zone: string }) {
  const { t } = useTranslation(["segment", "segments"]);
  const format = useFormat();
  const may = useMay("marketer");
  const condition = conditionOf(segment);
  const { customers, entered, left, evaluated_at, error } = segment;
  return (
    <>
      <PageHead title={segment.name} subtitle={segment.description === "" ? undefined : segment.description}>
        {may && (
          <>
            <PageButton to={`/segments/${segment.id}/edit`} leftSection={<Pencil size={15} />}>
              {t("edit")}
            </PageButton>
            <Delete segment={segment} />
          </>
        )}
      </PageHead>
      <Card>
        {condition === null ? <Text>{t("segments:list_kind")}</Text> : <Sentence condition={condition} />}
        <Group gap="lg" mt="sm" align="baseline">
          <Text fz={26} fw={650} className="k-number">
            {customers === null
              ? not_defined
              : t("segments:customers", { count: customers, text: format.count(customers) })}
          </Text>
          <Text size="sm" c="dimmed" className="k-number">
            {t("moves", { entered: format.count(entered), left: format.count(left) })}
          </Text>
          <StateMark state={segment.state} />
          {evaluated_at !== null && (
            <Text size="sm" c="dimmed">
              {t("as_of", { time: format.instant(evaluated_at, time_zone) })}
            </Text>
          )}
        </Group>
        {error !== null && (
          <Alert
            color="red"
            variant="outline"
            mt="sm"
            icon={<TriangleAlert size={16} />}
            role="alert"
            bg="var(--k-card)"
          >
            {error}
          </Alert>
        )}
      </Card>
    </>
  );
}
