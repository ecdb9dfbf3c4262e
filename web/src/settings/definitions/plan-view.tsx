// A plan as a person reads it: what is wrong, or what would be added, changed and removed, field by field.
import { Alert, Code, Stack, Text } from "@mantine/core";
import { CircleCheck, Minus, Pencil, Plus, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { DefinitionChange, DefinitionFault, DefinitionsApplied, DefinitionsPlan, FieldChange } from "#contract";
import { Card } from "../../ui/card.tsx";
import { useFormat } from "../../ui/format.ts";
import classes from "./definitions.module.css";

const icons = { add: Plus, change: Pencil, remove: Minus } as const;

function valueText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value, null, 2);
}

function Value({ value, side }: { readonly value: unknown; readonly side: "before" | "after" }) {
  const { t } = useTranslation("definitions");
  return (
    <div className={classes.value} data-side={side}>
      <span className={classes.side}>{t(`plan.${side}`)}</span>
      <Code className={classes.code}>{value === null ? t("plan.nothing") : valueText(value)}</Code>
    </div>
  );
}

function Field({ change, row }: { readonly change: DefinitionChange["change"]; readonly row: FieldChange }) {
  return (
    <div className={classes.field}>
      <code className={classes.name}>{row.field}</code>
      <div className={classes.values}>
        {change !== "add" && <Value value={row.before} side="before" />}
        {change !== "remove" && <Value value={row.after} side="after" />}
      </div>
    </div>
  );
}

function Change({ row }: { readonly row: DefinitionChange }) {
  const { t } = useTranslation("definitions");
  const { change, kind, key, fields } = row;
  const Icon = icons[change];
  return (
    <details className={classes.change} open={change === "change"}>
      <summary>
        <span className={classes.sign} data-change={change}>
          <Icon size={14} aria-hidden /> {t(`change.${change}`)}
        </span>
        <span className={classes.kind}>{t(`kinds.${kind}`, kind)}</span>
        <strong className={classes.key}>{key}</strong>
      </summary>
      {fields.map((field) => (
        <Field key={field.field} change={change} row={field} />
      ))}
    </details>
  );
}

function Faults({ rows }: { readonly rows: readonly DefinitionFault[] }) {
  const { t } = useTranslation("definitions");
  return (
    <Alert
      color="red"
      variant="outline"
      role="alert"
      bg="var(--k-card)"
      icon={<TriangleAlert size={18} />}
      title={t("faults.title", { count: rows.length })}
    >
      <Text size="sm">{t("faults.text")}</Text>
      <ul className={classes.faults}>
        {rows.map((row) => (
          <li key={`${row.file} ${row.line} ${row.field} ${row.message}`}>
            <Text size="sm" fw={600} span>
              {t("faults.place", { file: row.file, line: row.line })}
            </Text>{" "}
            {row.field !== "" && <code className={classes.name}>{row.field}</code>}
            <Text size="sm">{row.message}</Text>
          </li>
        ))}
      </ul>
    </Alert>
  );
}

/** How many of each sort, told by words and numbers. */
function Sums({ changes, unchanged }: Pick<DefinitionsPlan, "changes" | "unchanged">) {
  const { t } = useTranslation("definitions");
  const format = useFormat();
  const number = (change: DefinitionChange["change"]) => changes.filter((row) => row.change === change).length;
  const sums = [
    ["add", number("add")],
    ["change", number("change")],
    ["remove", number("remove")],
    ["same", unchanged],
  ] as const;
  return (
    <dl className={classes.sums}>
      {sums.map(([name, count]) => (
        <div key={name}>
          <dt>{t(`sums.${name}`)}</dt>
          <dd className="k-number">{format.count(count)}</dd>
        </div>
      ))}
    </dl>
  );
}

export function PlanView({ plan }: { readonly plan: DefinitionsPlan }) {
  const { t } = useTranslation("definitions");
  const { faults, changes, unchanged, beyond } = plan;
  if (faults.length > 0) return <Faults rows={faults} />;
  return (
    <Stack gap="sm" role="status">
      <Sums changes={changes} unchanged={unchanged} />
      {changes.length === 0 && <Text size="sm">{t("plan.same")}</Text>}
      <div>
        {changes.map((row) => (
          <Change key={`${row.kind} ${row.key}`} row={row} />
        ))}
      </div>
      {beyond.length > 0 && (
        <details className={classes.change}>
          <summary>{t("beyond", { count: beyond.length })}</summary>
          <ul className={classes.faults}>
            {beyond.map(({ kind, key }) => (
              <li key={`${kind} ${key}`}>
                {t(`kinds.${kind}`, kind)} <strong>{key}</strong>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Stack>
  );
}

/** What was done, and what is left to be done by hand. */
export function Applied({ answer }: { readonly answer: DefinitionsApplied }) {
  const { t } = useTranslation("definitions");
  return (
    <Card title={t("applied.title", { count: answer.changes.length })}>
      <Stack gap="sm" role="status">
        <Text size="sm">
          <CircleCheck size={16} aria-hidden className={classes.done} /> {t("applied.text")}
        </Text>
        {answer.notes.length > 0 && (
          <ul className={classes.faults}>
            {answer.notes.map(({ kind, key, message }) => (
              <li key={`${kind} ${key}`}>
                {t(`kinds.${kind}`, kind)} <strong>{key}</strong>
                <Text size="sm" style={{ overflowWrap: "anywhere" }}>
                  {message}
                </Text>
              </li>
            ))}
          </ul>
        )}
      </Stack>
    </Card>
  );
}
