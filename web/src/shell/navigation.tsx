// The navigation: the pages that exist, grouped by the loop.
import { useTranslation } from "react-i18next";
import { groups, pages } from "../pages.ts";
import { PageLink } from "../ui/link.tsx";
import { reaches, useMe } from "../ui/me.ts";
import classes from "./shell.module.css";

/** Pages without an entry of their own light up the entry that leads to them. */
const entry_of: Readonly<Record<string, string>> = {
  customer: "customers",
  account: "accounts",
  metric: "metrics",
  source: "sources",
  "import-run": "import",
  welcome: "import",
};

// A group of the loop, and behind it the part of it that has a heading of its own.
const sections = groups.flatMap((group) => [
  { group, part: undefined, name: group },
  ...(group === "listen" ? [{ group, part: "profile", name: "profile" }] : []),
]);

interface NavigationProps {
  /** Id of the page on the screen. */
  readonly present: string | undefined;
}

export function Navigation({ present }: NavigationProps) {
  const { t } = useTranslation("shell");
  const role = useMe().data?.caller?.role;
  const active = present === undefined ? undefined : (entry_of[present] ?? present);
  return (
    <nav aria-label={t("navigation")}>
      {sections.map(({ group, part, name }) => {
        const entries = pages.filter(
          (page) => page.group === group && page.part === part && page.icon !== undefined && reaches(role, page.role),
        );
        if (entries.length === 0) return null;
        return (
          <div key={name}>
            <div className={classes.group} id={`nav-${name}`}>
              {t(`group.${name}`)}
            </div>
            <ul aria-labelledby={`nav-${name}`} style={{ listStyle: "none", margin: 0, padding: 0 }}>
              {entries.map(({ id, path, icon: Icon }) => (
                <li key={id}>
                  <PageLink to={path} className={classes.item ?? ""} current={id === active}>
                    {Icon !== undefined && <Icon size={18} aria-hidden />}
                    {t(id, { ns: "titles" })}
                  </PageLink>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </nav>
  );
}
