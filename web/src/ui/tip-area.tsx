// One tooltip for many cells: it shows the data-tip of the element under the pointer or in focus. A tooltip a cell would
// cost a heat map of a thousand cells its smoothness.
import { Box, Portal } from "@mantine/core";
import { type ReactNode, useEffect, useRef, useState } from "react";

interface Tip {
  readonly text: string;
  readonly left: number;
  readonly top: number;
}

function tipOf(target: EventTarget | null): Tip | null {
  if (!(target instanceof Element)) return null;
  const element = target.closest("[data-tip]");
  const text = element?.getAttribute("data-tip");
  if (element === null || !text) return null;
  const { left, width, top } = element.getBoundingClientRect();
  return { text, left: left + width / 2, top };
}

/** Follows pointer and focus below an element. The listeners stand on the element: the wrapper itself is no control. */
function useTip() {
  const place = useRef<HTMLDivElement>(null);
  const [tip, setTip] = useState<Tip | null>(null);
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const controller = new AbortController();
    const show = (event: Event) => setTip(tipOf(event.target));
    const hide = () => setTip(null);
    const options = { signal: controller.signal };
    element.addEventListener("pointerover", show, options);
    element.addEventListener("focusin", show, options);
    element.addEventListener("pointerleave", hide, options);
    element.addEventListener("focusout", hide, options);
    window.addEventListener("scroll", hide, { ...options, capture: true });
    window.addEventListener("keydown", (event) => event.key === "Escape" && hide(), options);
    return () => controller.abort();
  }, []);
  return { place, tip };
}

/** Wraps cells that carry `data-tip`. The text must be told to assistive technology by the cell itself. */
export function TipArea({ children }: { readonly children: ReactNode }) {
  const { place, tip } = useTip();
  return (
    <div ref={place}>
      {children}
      {tip !== null && (
        <Portal>
          <Box
            aria-hidden
            className="k-number"
            style={{
              position: "fixed",
              left: Math.min(Math.max(tip.left, 120), window.innerWidth - 120),
              top: Math.max(tip.top - 8, 40),
              transform: "translate(-50%, -100%)",
              zIndex: 400,
              pointerEvents: "none",
              background: "var(--k-card)",
              color: "var(--k-text)",
              border: "1px solid var(--k-border)",
              borderRadius: 8,
              boxShadow: "0 4px 16px rgb(0 0 0 / 16%)",
              padding: "6px 10px",
              fontSize: 12,
              maxWidth: 280,
              whiteSpace: "pre-line",
            }}
          >
            {tip.text}
          </Box>
        </Portal>
      )}
    </div>
  );
}
