// Why a customer fits a condition or does not: its parts with what the customer has there and whether that holds.
import { Group, Stack, Text } from "@mantine/core";
import { CircleCheck, CircleX } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Condition, Why, WhyStep } from "#contract";
import classes from "./condition.module.css";
import { phraseOf, type Words } from "./sentence.ts";
import { useWords } from "./vocabulary.ts";

/** The parts of a node with the paths that the server gives them. */
function partsOf(condition: Condition, path: string): readonly { part: Condition; path: string }[] {
  if (!("of" in condition)) return [];
  const under = path === "" ? "of" : `${path}.of`;
  if (condition.kind === "not") return [{ part: condition.of, path: under }];
  return condition.of.map((part, index) => ({ part, path: `${under}.${index}` }));
}

interface NodeProps {
  readonly condition: Condition;
  readonly path: string;
  readonly steps: ReadonlyMap<string, WhyStep>;
  readonly words: Words;
}

function Mark({ holds }: { readonly holds: boolean }) {
  const { t } = useTranslation("condition");
  const Sign = holds ? CircleCheck : CircleX;
  return (
    <Sign
      size={16}
      role="img"
      aria-label={t(holds ? "why.holds" : "why.fails")}
      color={holds ? "var(--k-good)" : "var(--k-bad)"}
      style={{ flexShrink: 0, marginTop: 3 }}
    />
  );
}

function Node({ condition, path, steps, words }: NodeProps) {
  const { t } = useTranslation("condition");
  const step = steps.get(path);
  const parts = partsOf(condition, path);
  const is_leaf = !("of" in condition);
  const phrase = phraseOf(words, condition);
  const text = is_leaf && phrase.is === "leaf" ? phrase.text : t(`why.${condition.kind}`);
  return (
    <>
      <Group gap={8} wrap="nowrap" align="flex-start">
        {step !== undefined && <Mark holds={step.holds} />}
        <div style={{ minWidth: 0, overflowWrap: "anywhere" }}>
          <Text size="sm" fw={is_leaf ? 400 : 600}>
            {text}
          </Text>
          {is_leaf && (
            <Text size="sm" c="dimmed">
              {step === undefined || step.actual === null ? t("why.nothing") : t("why.actual", { value: step.actual })}
            </Text>
          )}
        </div>
      </Group>
      {parts.length > 0 && (
        <ul className={classes.why}>
          {parts.map((each) => (
            <li key={each.path}>
              <Node condition={each.part} path={each.path} steps={steps} words={words} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

export function WhyTree({ condition, why }: { readonly condition: Condition; readonly why: Why }) {
  const { t } = useTranslation("condition");
  const words = useWords();
  const steps = new Map(why.steps.map((step) => [step.path, step]));
  return (
    <Stack gap="xs">
      <Text fw={600} c={why.holds ? "var(--k-good)" : "var(--k-bad)"} role="status">
        {t(why.holds ? "why.inside" : "why.outside")}
      </Text>
      <Node condition={condition} path="" steps={steps} words={words} />
    </Stack>
  );
}
