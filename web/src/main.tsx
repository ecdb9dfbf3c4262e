// Starts the app: styles, language, theme, data, routes.
import "@fontsource-variable/inter/index.css";
import "@mantine/core/styles.css";
import "@mantine/dates/styles.css";
import "@mantine/spotlight/styles.css";
import "./ui/theme.css";
import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { router } from "./router.tsx";
import { queryClient } from "./ui/api.ts";
import { startI18n } from "./ui/i18n.ts";
import { cssVariablesResolver, theme } from "./ui/theme.ts";

// The same key as first-paint.js reads.
const colorSchemeManager = localStorageColorSchemeManager({ key: "kompas.theme" });

async function start(element: HTMLElement): Promise<void> {
  await startI18n();
  createRoot(element).render(
    <StrictMode>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariablesResolver}
        colorSchemeManager={colorSchemeManager}
        defaultColorScheme="auto"
      >
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
}

const element = document.getElementById("root");
if (element !== null) await start(element);
