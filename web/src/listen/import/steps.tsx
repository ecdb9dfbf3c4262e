// The steps of the import: those done can be gone back to.
import { Text, UnstyledButton } from "@mantine/core";
import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";
import classes from "./import.module.css";
import { type Step, steps } from "./location.ts";

const all = [...steps, "import"] as const;

interface StepsProps {
  readonly now: Step | "import";
  /** Left out when there is no way back. */
  readonly onGo?: (step: Step) => void;
}

export function Steps({ now, onGo }: StepsProps) {
  const { t } = useTranslation("import");
  const at = all.indexOf(now);
  return (
    <ol className={classes.steps} aria-label={t("step.label")}>
      {all.map((step, index) => {
        const state = index < at ? "done" : index === at ? "now" : "later";
        const name = (
          <>
            {state === "done" ? (
              <Check size={14} aria-hidden />
            ) : (
              <Text span size="xs">
                {index + 1}
              </Text>
            )}
            <span className={classes.name}>{t(`step.${step}`)}</span>
          </>
        );
        return (
          <li
            key={step}
            className={classes.step}
            data-state={state}
            {...(state === "now" ? { "aria-current": "step" } : {})}
          >
            {state === "done" && step !== "import" && onGo !== undefined ? (
              <UnstyledButton
                className={classes.step ?? ""}
                style={{ border: 0, padding: 0, color: "inherit" }}
                onClick={() => onGo(step)}
              >
                {name}
              </UnstyledButton>
            ) : (
              name
            )}
          </li>
        );
      })}
    </ol>
  );
}
