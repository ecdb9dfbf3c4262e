// Import: choose, look, map, try, import. The URL holds the step and the place.
import { Button, Group, Skeleton, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { PageHead } from "../../ui/page-head.tsx";
import { CheckStep } from "./check-step.tsx";
import { ChooseStep } from "./choose-step.tsx";
import { type Draft, useDraft } from "./draft.ts";
import { History } from "./history.tsx";
import classes from "./import.module.css";
import { nameOf } from "./location.ts";
import { MapStep } from "./map-step.tsx";
import { lacksOf } from "./mapping.ts";
import { PreviewStep } from "./preview-step.tsx";
import { Steps } from "./steps.tsx";

interface BarProps {
  readonly onBack: () => void;
  readonly onNext: () => void;
  readonly ready: boolean;
}

function Bar({ onBack, onNext, ready }: BarProps) {
  const { t } = useTranslation("import");
  return (
    <Group justify="space-between" className={classes.sticky ?? ""}>
      <Button variant="default" onClick={onBack}>
        {t("step.back")}
      </Button>
      <Button disabled={!ready} onClick={onNext}>
        {t("step.next")}
      </Button>
    </Group>
  );
}

function StepOf({ draft }: { readonly draft: Draft }) {
  const { step, location, preview, mapping, fault, go } = draft;
  if (step === "choose" || location === null) return <ChooseStep onChosen={draft.choose} />;
  if (step === "preview" || fault !== null) {
    const ready = preview !== undefined && preview.rows.length > 0 && !draft.previewing;
    return (
      <>
        <PreviewStep draft={draft} />
        <Bar onBack={() => go("choose")} onNext={() => go("map")} ready={ready} />
      </>
    );
  }
  if (preview === undefined || mapping === undefined) return <Skeleton height={480} radius="lg" />;
  if (step === "map") {
    const ready = lacksOf(mapping).every(({ level }) => level !== "error");
    return (
      <>
        <MapStep draft={draft} preview={preview} mapping={mapping} />
        <Bar onBack={() => go("preview")} onNext={() => go("check")} ready={ready} />
      </>
    );
  }
  return <CheckStep location={location} mapping={mapping} onBack={() => go("map")} />;
}

export default function Import() {
  const { t } = useTranslation("import");
  const draft = useDraft();
  const { step, location } = draft;
  const subtitle = step === "choose" || location === null ? t("lead") : nameOf(location);
  return (
    <>
      <PageHead title={t("title")} subtitle={subtitle} />
      <Steps now={step} onGo={draft.go} />
      <Stack gap="sm">
        <StepOf draft={draft} />
        {step === "choose" && <History />}
      </Stack>
    </>
  );
}
