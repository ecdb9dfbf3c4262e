// What stands before the pages: who has to sign in is led to the login and back, who may not open a page is told so.
import { useRouter, useRouterState } from "@tanstack/react-router";
import { Lock } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { Page } from "../pages.ts";
import { onLoginRequired } from "../ui/api.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { PageLink } from "../ui/link.tsx";
import { reaches, useMe } from "../ui/me.ts";
import { PageHead } from "../ui/page-head.tsx";
import { Progress } from "../ui/progress.tsx";

/** Leads to the login, which leads back here. */
function useToLogin(): (setup: boolean) => void {
  const { history } = useRouter();
  const href = useRouterState({ select: (state) => state.location.href });
  return (setup) => {
    if (setup) history.replace("/set-up");
    else history.replace(href === "/" ? "/login" : `/login?back=${encodeURIComponent(href)}`);
  };
}

/** Shows the pages to whom the server knows. A session that ends while a page is open leads to the login as well. */
export function Gate({ children }: { readonly children: ReactNode }) {
  const me = useMe();
  const toLogin = useToLogin();
  const stranger = me.data !== undefined && me.data.caller === null;
  const setup = me.data?.setup ?? false;
  const { refetch } = me;
  useEffect(() => {
    if (stranger) toLogin(setup);
  });
  useEffect(() => onLoginRequired(() => void refetch()), [refetch]);
  if (me.isPending || stranger) return <Progress />;
  return children;
}

interface AllowedProps {
  readonly page: Page | undefined;
  readonly children: ReactNode;
}

/** The page, for roles that reach it. */
export function Allowed({ page, children }: AllowedProps) {
  const { t } = useTranslation("shell");
  const own = useMe().data?.caller?.role;
  if (page === undefined || reaches(own, page.role)) return children;
  return (
    <>
      <PageHead title={t(page.id, { ns: "titles" })} />
      <EmptyState
        icon={Lock}
        title={t("forbidden.title")}
        text={t("forbidden.text", { role: t(`role.${page.role ?? "viewer"}`) })}
      >
        <PageLink to="/">{t("not_found.home")}</PageLink>
      </EmptyState>
    </>
  );
}
