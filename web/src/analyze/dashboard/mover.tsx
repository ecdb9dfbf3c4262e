// The grid of the editor: widgets are dragged by their heads and resized by their corners, or moved by their menus.
import { ActionIcon, Menu } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import {
  ArrowDown,
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  ChevronsDownUp,
  ChevronsUpDown,
  EllipsisVertical,
  Pencil,
  StretchHorizontal,
  StretchVertical,
  Trash2,
} from "lucide-react";
import type { KeyboardEvent } from "react";
import GridLayout from "react-grid-layout";
import { useTranslation } from "react-i18next";
import type { DashboardAnswers, DashboardCompare, Widget } from "#contract";
import classes from "./dashboard.module.css";
import { afterStep, gap_px, grid_columns, row_px, type Step, withPlaces } from "./grid.ts";
import { useWidgetTitle, WidgetView } from "./widget/widget.tsx";

const steps = [
  { step: "left", icon: ArrowLeft },
  { step: "right", icon: ArrowRight },
  { step: "up", icon: ArrowUp },
  { step: "down", icon: ArrowDown },
  { step: "wider", icon: StretchHorizontal },
  { step: "narrower", icon: ChevronsDownUp },
  { step: "taller", icon: StretchVertical },
  { step: "shorter", icon: ChevronsUpDown },
] as const satisfies readonly { step: Step; icon: unknown }[];

/** What arrow keys do on a widget's menu button; with Shift they change its size. */
const step_of_key: Readonly<Record<string, readonly [Step, Step]>> = {
  ArrowLeft: ["left", "narrower"],
  ArrowRight: ["right", "wider"],
  ArrowUp: ["up", "shorter"],
  ArrowDown: ["down", "taller"],
};

interface MenuProps {
  readonly name: string;
  readonly onStep: (step: Step) => void;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

function WidgetMenu({ name, onStep, onEdit, onRemove }: MenuProps) {
  const { t } = useTranslation("dashboard");
  const keys = (event: KeyboardEvent) => {
    const step = step_of_key[event.key]?.[event.shiftKey ? 1 : 0];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onStep(step);
  };
  return (
    <Menu position="bottom-end" withinPortal closeOnItemClick={false} shadow="md">
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={t("menu.of", { name })}
          onKeyDownCapture={keys}
          data-still
        >
          <EllipsisVertical size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown bg="var(--k-card)">
        <Menu.Item leftSection={<Pencil size={15} />} onClick={onEdit} closeMenuOnClick>
          {t("menu.edit")}
        </Menu.Item>
        <Menu.Divider />
        {steps.map(({ step, icon: Icon }) => (
          <Menu.Item key={step} leftSection={<Icon size={15} />} onClick={() => onStep(step)}>
            {t(`menu.${step}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<Trash2 size={15} />} c="var(--k-bad)" onClick={onRemove} closeMenuOnClick>
          {t("menu.remove")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

interface MoverProps {
  readonly widgets: readonly Widget[];
  readonly compare: DashboardCompare;
  readonly answers: DashboardAnswers | undefined;
  readonly onChange: (widgets: Widget[]) => void;
  readonly onEdit: (widget: Widget) => void;
}

export default function Mover({ widgets, compare, answers, onChange, onEdit }: MoverProps) {
  const { t } = useTranslation("dashboard");
  const { ref, width } = useElementSize();
  const titleOf = useWidgetTitle();
  const layout = widgets.map(({ id, place }) => ({ i: id, ...place }));
  const menuOf = (widget: Widget) => {
    const answer = answers?.answers.find(({ id }) => id === widget.id);
    return (
      <WidgetMenu
        name={titleOf(widget, answer) || t(`kind.${widget.kind}`)}
        onStep={(step) => onChange(afterStep(widgets, widget.id, step))}
        onEdit={() => onEdit(widget)}
        onRemove={() => onChange(widgets.filter(({ id }) => id !== widget.id))}
      />
    );
  };
  return (
    <div ref={ref} className={classes.moving}>
      {width > 0 && (
        <GridLayout
          width={width}
          layout={layout}
          gridConfig={{
            cols: grid_columns,
            rowHeight: row_px,
            margin: [gap_px, gap_px],
            containerPadding: [0, 0],
          }}
          dragConfig={{ handle: `.${classes.head}`, cancel: "[data-still]" }}
          resizeConfig={{ handles: ["se"] }}
          onDragStop={(next) => onChange(withPlaces(widgets, next))}
          onResizeStop={(next) => onChange(withPlaces(widgets, next))}
        >
          {/* In an order that moves do not change: who moves a widget by the keyboard stays on it. */}
          {widgets.map((widget) => (
            <div key={widget.id}>
              <WidgetView widget={widget} compare={compare} answers={answers} row={row_px} actions={menuOf(widget)} />
            </div>
          ))}
        </GridLayout>
      )}
    </div>
  );
}
