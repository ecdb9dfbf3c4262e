// The frame of the app: header, navigation by the loop, and the page in the middle.
import { AppShell, Burger, Group } from "@mantine/core";
import { Link, Outlet, useRouterState } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Page, pageAt } from "../pages.ts";
import { PeriodFallback } from "../ui/period.ts";
import { PeriodPicker } from "../ui/period-picker.tsx";
import { Allowed, Gate } from "./gate.tsx";
import { HeaderActions } from "./header-actions.tsx";
import { Navigation } from "./navigation.tsx";
import { PaletteButton } from "./palette-button.tsx";
import { SetupBanner } from "./setup-banner.tsx";
import classes from "./shell.module.css";
import { SimulatedBanner } from "./simulated-banner.tsx";

function usePresentPage() {
  return pageAt(useRouterState({ select: (state) => state.location.pathname }));
}

/** Pages that stand alone (the login) have no frame and are open to strangers. */
export function Shell() {
  const page = usePresentPage();
  if (page?.bare === true) {
    return (
      <main id="main" className={classes.bare}>
        <Outlet />
      </main>
    );
  }
  return (
    <Gate>
      <Frame page={page} />
    </Gate>
  );
}

function Frame({ page }: { readonly page: Page | undefined }) {
  const { t } = useTranslation("shell");
  const path = useRouterState({ select: (state) => state.location.pathname });
  // The menu of a phone is open on one page: going to another closes it.
  const [opened_on, setOpenedOn] = useState<string>();
  const opened = opened_on === path;
  const toggle = () => setOpenedOn(opened ? undefined : path);

  return (
    <PeriodFallback value={page?.period_fallback ?? "recent"}>
      <AppShell
        className={classes.shell ?? ""}
        header={{ height: 56 }}
        navbar={{ width: 216, breakpoint: "sm", collapsed: { mobile: !opened } }}
        padding={{ base: "md", sm: "lg" }}
        transitionDuration={0}
      >
        <a href="#main" className={classes.skip}>
          {t("skip")}
        </a>
        <AppShell.Header>
          <div className={classes.header}>
            <Burger
              opened={opened}
              onClick={toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label={t("menu")}
              aria-expanded={opened}
            />
            <Link to="/" className={classes.brand} aria-label="Kompas">
              <img src="/icon.svg" alt="" className={classes.mark} />
              <span className="mantine-visible-from-sm">Kompas</span>
            </Link>
            <Group justify="center" style={{ flex: 1, minWidth: 0 }} wrap="nowrap">
              <PaletteButton />
            </Group>
            {page?.has_period === true && <PeriodPicker />}
            <HeaderActions />
          </div>
        </AppShell.Header>
        <AppShell.Navbar className={classes.nav ?? ""} data-opened={opened} p="xs" pt={0}>
          <Navigation present={page?.id} />
        </AppShell.Navbar>
        <AppShell.Main id="main" tabIndex={-1}>
          <div className={classes.page}>
            <SetupBanner />
            <SimulatedBanner present={page?.id} />
            <Allowed page={page}>
              <Outlet />
            </Allowed>
          </div>
        </AppShell.Main>
      </AppShell>
    </PeriodFallback>
  );
}
