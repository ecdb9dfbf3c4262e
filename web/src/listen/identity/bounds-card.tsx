// What keeps a mistake from making one person of many: values that name nobody, and ceilings.
import { NumberInput, SimpleGrid, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { IdentityRules } from "#contract";
import { Card } from "../../ui/card.tsx";
import { patternLines, withPatterns } from "./draft.ts";

interface BoundsProps {
  readonly rules: IdentityRules;
  readonly readOnly: boolean;
  readonly onChange: (rules: IdentityRules) => void;
}

export function BlockedCard({ rules, readOnly, onChange }: BoundsProps) {
  const { t } = useTranslation("identity");
  const [lines, setLines] = useState(() => patternLines(rules));
  return (
    <Card title={t("blocked")} subtitle={t("blocked_hint")}>
      <Textarea
        label={t("blocked_label")}
        description={t("blocked_lines")}
        placeholder={"email: .*@example\\.com\nqa-\\d+"}
        value={lines}
        disabled={readOnly}
        autosize
        minRows={2}
        maxRows={12}
        styles={{ input: { fontFamily: "monospace" } }}
        onChange={(event) => {
          setLines(event.currentTarget.value);
          onChange(withPatterns(rules, event.currentTarget.value));
        }}
      />
    </Card>
  );
}

const ceilings = ["most_identifiers", "most_merges", "most_sharing"] as const;

export function CeilingsCard({ rules, readOnly, onChange }: BoundsProps) {
  const { t } = useTranslation("identity");
  return (
    <Card title={t("ceilings")} subtitle={t("ceilings_hint")}>
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        {ceilings.map((name) => (
          <NumberInput
            key={name}
            label={t(`ceiling.${name}`)}
            description={t(`ceiling_hint.${name}`)}
            value={rules[name]}
            min={2}
            max={name === "most_sharing" ? 10_000 : 100_000}
            allowDecimal={false}
            disabled={readOnly}
            onChange={(value) => onChange({ ...rules, [name]: Number(value) || 2 })}
          />
        ))}
      </SimpleGrid>
    </Card>
  );
}
