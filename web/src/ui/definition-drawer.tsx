// What a tile opens to: the definition in words, the SQL, the customers behind the number, and the metric's own page.

import { Button, Group, Stack, Text } from "@mantine/core";
import { ChartLine, Code2, Users } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { MetricAnswer, MetricDefinition, MetricQuery } from "#contract";
import { hasPage } from "../pages.ts";
import type { Asked } from "./api.ts";
import { Definition } from "./definition.tsx";
import { useFormat } from "./format.ts";
import { useMetricName } from "./metric-name.ts";
import { PageButton } from "./page-button.tsx";
import { SideDrawer } from "./side-drawer.tsx";
import { SqlBlock } from "./sql-block.tsx";
import { BigValue, halfWidth } from "./tile.tsx";

interface DefinitionDrawerProps {
  /** undefined closes the drawer. */
  readonly definition: MetricDefinition | undefined;
  readonly answer: MetricAnswer | undefined;
  /** The period and comparison of the number. */
  readonly inputs: Asked<MetricQuery>;
  readonly onClose: () => void;
}

function Links({ id, inputs }: { readonly id: string; readonly inputs: Asked<MetricQuery> }) {
  const { t } = useTranslation("metric");
  const days = { from: inputs.from, to: inputs.to };
  return (
    <Group gap="xs">
      {hasPage("customers") && (
        <PageButton
          to="/customers"
          search={{ metric: id, ...days }}
          variant="default"
          size="sm"
          leftSection={<Users size={15} />}
        >
          {t("open_customers")}
        </PageButton>
      )}
      <PageButton to={`/metrics/${id}`} search={days} variant="default" size="sm" leftSection={<ChartLine size={15} />}>
        {t("open_metric")}
      </PageButton>
    </Group>
  );
}

/** The SQL on demand: it is asked of the server when it is opened. */
function Sql({ id, inputs }: { readonly id: string; readonly inputs: Asked<MetricQuery> }) {
  const { t } = useTranslation("metric");
  const [shown, setShown] = useState(false);
  return (
    <div>
      <Button
        variant="default"
        size="sm"
        leftSection={<Code2 size={15} />}
        aria-expanded={shown}
        onClick={() => setShown(!shown)}
        mb="xs"
      >
        {shown ? t("hide_sql") : t("show_sql")}
      </Button>
      {shown && <SqlBlock id={id} inputs={inputs} />}
    </div>
  );
}

function Content({
  definition,
  answer,
  inputs,
}: Omit<DefinitionDrawerProps, "onClose"> & { readonly definition: MetricDefinition }) {
  const format = useFormat();
  const interval = answer === undefined ? null : halfWidth(answer.total, answer.unit, answer.currency, format);
  return (
    <Stack gap="md">
      {answer !== undefined && (
        <div>
          <Group gap="xs" align="baseline">
            <BigValue value={answer.total.value} unit={answer.unit} currency={answer.currency} />
            {interval !== null && (
              <Text size="sm" c="dimmed" className="k-number">
                {interval}
              </Text>
            )}
          </Group>
          <Text size="xs" c="dimmed">
            {format.period(answer.period.from, answer.period.to)}
          </Text>
        </div>
      )}
      <Links id={definition.id} inputs={inputs} />
      <Definition definition={definition} answer={answer} />
      <Sql id={definition.id} inputs={inputs} />
    </Stack>
  );
}

export default function DefinitionDrawer({ definition, answer, inputs, onClose }: DefinitionDrawerProps) {
  const nameOf = useMetricName();
  const name = definition === undefined ? "" : nameOf(definition.id, definition.name);
  return (
    <SideDrawer opened={definition !== undefined} title={name} onClose={onClose}>
      {definition !== undefined && (
        <Content key={definition.id} definition={definition} answer={answer} inputs={inputs} />
      )}
    </SideDrawer>
  );
}
