// A dashboard as a sheet of paper: drawn aside in the light theme as wide as a page, then made a picture or a PDF.
import { MantineProvider } from "@mantine/core";
import { toCanvas } from "html-to-image";
import { useEffect, useRef } from "react";
import { createPortal } from "react-dom";
import type { DashboardAnswers, DashboardCompare, Widget } from "#contract";
import { cssVariablesResolver, theme } from "../../ui/theme.ts";
import { Board } from "./board.tsx";
import classes from "./dashboard.module.css";
import { gap_px, row_px } from "./grid.ts";
import { cuts, deflated, page_pt, pdfOf } from "./pdf.ts";

const sheet_id = "dashboard-sheet";
const width_px = 1400;
const edge_px = 20;
const head_px = 56;
/** Pixels of the file for each of the screen. */
const ratio = 2;

export type FileKind = "png" | "pdf";

/** Resolves when every chart on the sheet has been drawn and painted. */
async function drawn(sheet: HTMLElement): Promise<void> {
  const painted = () => new Promise((resolve) => requestAnimationFrame(resolve));
  await document.fonts.ready;
  do {
    await painted();
    await painted();
  } while (sheet.querySelector("[data-drawn=false]") !== null);
}

/** Between which rows no widget stands, in pixels of the sheet. */
export function seamsOf(widgets: readonly Pick<Widget, "place">[]): number[] {
  const ends = [...new Set(widgets.map(({ place }) => place.y + place.h))].toSorted((a, b) => a - b);
  return ends
    .filter((end) => !widgets.some(({ place }) => place.y < end && end < place.y + place.h))
    .map((end) => edge_px + head_px + end * (row_px + gap_px) - gap_px / 2);
}

async function pdfBlob(canvas: HTMLCanvasElement, name: string, widgets: readonly Widget[]): Promise<Blob> {
  const { width, height, margin } = page_pt;
  const page = (canvas.width * (height - 2 * margin)) / (width - 2 * margin);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) throw new Error("The browser draws no pictures here.");
  const pages = [];
  let from = 0;
  for (const to of cuts(
    seamsOf(widgets).map((seam) => Math.round(seam * ratio)),
    canvas.height,
    Math.floor(page),
  )) {
    const { data } = context.getImageData(0, from, canvas.width, to - from);
    pages.push({ width_px: canvas.width, height_px: to - from, pixels: await deflated(data) });
    from = to;
  }
  return new Blob([pdfOf(name, pages)], { type: "application/pdf" });
}

async function blobOf(sheet: HTMLElement, kind: FileKind, name: string, widgets: readonly Widget[]): Promise<Blob> {
  await drawn(sheet);
  const canvas = await toCanvas(sheet, { pixelRatio: ratio, backgroundColor: "#ffffff" });
  if (kind === "pdf") return await pdfBlob(canvas, name, widgets);
  return await new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error("The picture is too large.")) : resolve(blob)),
      "image/png",
    ),
  );
}

function save(blob: Blob, file_name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = file_name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

interface SheetProps {
  readonly kind: FileKind;
  readonly name: string;
  readonly subtitle: string;
  readonly widgets: readonly Widget[];
  readonly compare: DashboardCompare;
  readonly answers: DashboardAnswers;
  /** Told when the file is saved, or why it is not. Keep it stable. */
  readonly onDone: (fault?: unknown) => void;
}

export default function Sheet({ kind, name, subtitle, widgets, compare, answers, onDone }: SheetProps) {
  const sheet = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = sheet.current;
    if (element === null) return;
    let gone = false;
    const file_name = `${name.replace(/[\\/:*?"<>|]/g, " ").trim()} ${answers.period.to}.${kind}`;
    blobOf(element, kind, name, widgets).then(
      (blob) => {
        if (gone) return;
        save(blob, file_name);
        onDone();
      },
      (fault: unknown) => {
        if (!gone) onDone(fault);
      },
    );
    return () => {
      gone = true;
    };
  }, [kind, name, widgets, answers, onDone]);
  return createPortal(
    <div className={classes.aside} aria-hidden inert>
      <div ref={sheet} id={sheet_id} className={classes.sheet} style={{ width: width_px, padding: edge_px }}>
        <MantineProvider
          theme={theme}
          cssVariablesResolver={cssVariablesResolver}
          forceColorScheme="light"
          cssVariablesSelector={`#${sheet_id}`}
          getRootElement={() => sheet.current ?? undefined}
        >
          <div className={classes.sheet_head} style={{ height: head_px }}>
            <h1>{name}</h1>
            <span>{subtitle}</span>
          </div>
          <Board widgets={widgets} compare={compare} answers={answers} wide />
        </MantineProvider>
      </div>
    </div>,
    document.body,
  );
}
