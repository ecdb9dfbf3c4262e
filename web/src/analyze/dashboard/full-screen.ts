// The full screen of the browser.

/** Asks for it; to be called by a click. Where it is refused, what fills the window is all there is. */
export function enterFullScreen(): void {
  void document.documentElement.requestFullscreen?.().catch(() => undefined);
}
