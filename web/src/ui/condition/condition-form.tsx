// A condition being made: rules, JSON or SQL, with the number it fits and its sentence beside. For every page that asks whom.
import { Button, Group, SegmentedControl, Skeleton, Stack, Text } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Condition } from "#contract";
import { Card } from "../card.tsx";
import { useMay } from "../me.ts";
import classes from "../side-form.module.css";
import { examples } from "./examples.ts";
import { Preview } from "./preview.tsx";
import { fromQuery, type LeafGroup, toQuery } from "./query.ts";
import { Sentence } from "./sentence.tsx";
import { JsonView, SqlView } from "./texts.tsx";

// The library comes with the first condition that somebody edits.
const Builder = lazy(() => import("./builder.tsx"));

const views = ["rules", "json", "sql"] as const;
type View = (typeof views)[number];

interface ConditionFormProps {
  /** What it begins with. */
  readonly initial: Condition;
  readonly onChange: (condition: Condition) => void;
}

function Examples({ onTake }: { readonly onTake: (condition: Condition) => void }) {
  const { t } = useTranslation("condition");
  return (
    <Stack gap={6} mt="sm">
      <Text size="sm" fw={600}>
        {t("examples.title")}
      </Text>
      <Group gap="xs">
        {Object.entries(examples).map(([name, condition]) => (
          <Button key={name} size="compact-sm" variant="default" onClick={() => onTake(condition)}>
            {t(`examples.${name}`)}
          </Button>
        ))}
      </Group>
    </Stack>
  );
}

export function ConditionForm({ initial, onChange }: ConditionFormProps) {
  const { t } = useTranslation("condition");
  const [query, setQuery] = useState<LeafGroup>(() => toQuery(initial));
  const [view, setView] = useState<View>("rules");
  const may_sql = useMay("analyst");
  const condition = fromQuery(query);
  const change = (next: LeafGroup) => {
    setQuery(next);
    onChange(fromQuery(next));
  };
  const take = (next: Condition) => {
    change(toQuery(next));
    setView("rules");
  };
  const labels = { rules: t("view.rules"), json: "JSON", sql: "SQL" };
  const switcher = (
    <SegmentedControl
      size="xs"
      aria-label={t("view.label")}
      value={view}
      data={views.filter((each) => each !== "sql" || may_sql).map((each) => ({ value: each, label: labels[each] }))}
      onChange={(next) => setView(views.find((each) => each === next) ?? "rules")}
    />
  );
  return (
    <div className={classes.layout}>
      <Card title={t("rules")} actions={switcher}>
        {view === "rules" && (
          <Suspense fallback={<Skeleton height={160} radius="md" />}>
            <Builder query={query} onChange={change} />
          </Suspense>
        )}
        {view === "json" && <JsonView condition={condition} onTake={take} />}
        {view === "sql" && <SqlView condition={condition} />}
        {view === "rules" && query.rules.length === 0 && <Examples onTake={take} />}
      </Card>
      <Card title={t("preview.title")} className={classes.beside ?? ""}>
        <Stack gap="sm">
          <Preview condition={condition} />
          <Sentence condition={condition} />
        </Stack>
      </Card>
    </div>
  );
}
