// A dashboard on a wall: nothing but its widgets, as large as the screen lets them be, asked anew each minute.
import { CloseButton, useComputedColorScheme } from "@mantine/core";
import { useIdle, useViewportSize } from "@mantine/hooks";
import { type ReactNode, useEffect } from "react";
import { createPortal } from "react-dom";
import { useTranslation } from "react-i18next";
import type { DashboardAnswers, DashboardCompare, Widget } from "#contract";
import { Board } from "./board.tsx";
import classes from "./dashboard.module.css";
import { gap_px, height_px, row_px, rowsOf } from "./grid.ts";

const head_px = 44;
const edge_px = 16;
/** Below this many pixels of its own a board is too narrow to be read. */
const least_px = 900;
const largest = 3;

/** By how much all is enlarged, and how high a row is then, so that the board fills the screen where it can. */
export function fitted(rows: number, screen: { readonly width: number; readonly height: number }) {
  const room = (zoom: number) => screen.height / zoom - head_px - 2 * edge_px;
  const natural = height_px(rows) + head_px + 2 * edge_px;
  const zoom = Math.min(largest, Math.max(1, Math.min(screen.height / natural, screen.width / least_px)));
  const row = rows === 0 ? row_px : (room(zoom) - (rows - 1) * gap_px) / rows;
  return { zoom, row: Math.max(row_px * 0.8, row) };
}

/** Keeps the screen awake where the browser lets us; it forgets that when the page is hidden. */
function useAwake(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | undefined;
    let gone = false;
    const ask = async () => {
      if (document.visibilityState !== "visible" || !("wakeLock" in navigator)) return;
      try {
        lock = await navigator.wakeLock.request("screen");
        if (gone) await lock.release();
      } catch {
        // A battery that is low may refuse it; the wall works without.
      }
    };
    void ask();
    document.addEventListener("visibilitychange", ask);
    return () => {
      gone = true;
      document.removeEventListener("visibilitychange", ask);
      void lock?.release();
    };
  }, []);
}

/** Leaves by Escape, and when the browser left the full screen by itself. */
function useLeaving(onClose: () => void): void {
  useEffect(() => {
    const key = ({ key: pressed }: KeyboardEvent) => {
      if (pressed === "Escape") onClose();
    };
    const changed = () => {
      if (document.fullscreenElement === null) onClose();
    };
    addEventListener("keydown", key);
    document.addEventListener("fullscreenchange", changed);
    return () => {
      removeEventListener("keydown", key);
      document.removeEventListener("fullscreenchange", changed);
      if (document.fullscreenElement !== null) void document.exitFullscreen();
    };
  }, [onClose]);
}

interface WallProps {
  readonly name: string;
  readonly subtitle: ReactNode;
  readonly widgets: readonly Widget[];
  readonly compare: DashboardCompare;
  readonly answers: DashboardAnswers | undefined;
  /** Keep it stable: it is listened by. */
  readonly onClose: () => void;
}

export default function Wall({ name, subtitle, widgets, compare, answers, onClose }: WallProps) {
  const { t } = useTranslation("dashboard");
  const screen = useViewportSize();
  const idle = useIdle(3000, { initialState: false });
  const scheme = useComputedColorScheme("light");
  useAwake();
  useLeaving(onClose);
  const { zoom, row } = fitted(rowsOf(widgets), screen);
  const wide = screen.width >= least_px;
  return createPortal(
    <div
      className={classes.wall}
      role="dialog"
      aria-modal="true"
      aria-label={name}
      data-idle={idle}
      data-wall={scheme}
      style={{ zoom: wide ? zoom : 1 }}
    >
      <div className={classes.wall_head}>
        <h1>{name}</h1>
        <span className="k-muted">{subtitle}</span>
        {!idle && <CloseButton aria-label={t("wall.close")} onClick={onClose} ml="auto" />}
      </div>
      <Board widgets={widgets} compare={compare} answers={answers} row={wide ? row : row_px} wide={wide} />
    </div>,
    document.body,
  );
}
