// What the customer agreed to: purposes by channels, each cell with its state and, when opened, what proves it.
import { Button, Group, Skeleton, Text } from "@mantine/core";
import { Check, Clock, History, Link as LinkIcon, Minus, PenLine, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Channel, ConsentCell, CustomerConsents, PreferenceLink, Purpose } from "#contract";
import { decidingWord, inLanguage } from "../../listen/consent/consent.ts";
import { apiSend, useApi } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { Copy } from "../../ui/copy.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useMay } from "../../ui/me.ts";
import { SideDrawer } from "../../ui/side-drawer.tsx";
import classes from "./consent-card.module.css";
import { ConsentForm } from "./consent-form.tsx";
import { ConsentWords } from "./consent-words.tsx";

const signs = { granted: Check, withdrawn: X, expired: Clock, unsaid: Minus } as const;
type Shown = keyof typeof signs;

interface ChipProps {
  readonly channel: Channel;
  readonly shown: Shown;
  readonly onOpen: (() => void) | undefined;
}

/** A channel with its state by shape, word and color. */
function Chip({ channel, shown, onOpen }: ChipProps) {
  const { t } = useTranslation("consent");
  const Icon = signs[shown];
  const inside = (
    <>
      <Icon size={13} aria-hidden />
      {t(`channel.${channel}`)}
    </>
  );
  const name = `${t(`channel.${channel}`)}: ${t(`state.${shown}`)}`;
  const look = `${classes.chip ?? ""} ${classes[shown] ?? ""}`;
  if (onOpen === undefined)
    return (
      <span className={look} title={t(`state.${shown}`)}>
        {inside}
        <span className={classes.hidden}>: {t(`state.${shown}`)}</span>
      </span>
    );
  return (
    <button type="button" className={look} aria-label={name} title={t(`state.${shown}`)} onClick={onOpen}>
      {inside}
    </button>
  );
}

interface RowsProps {
  readonly consents: CustomerConsents;
  readonly onOpen: (cell: ConsentCell) => void;
}

function Rows({ consents: { purposes, cells }, onOpen }: RowsProps) {
  const { t, i18n } = useTranslation("consent");
  const chip = (purpose: Purpose, channel: Channel) => {
    const cell = cells.find((one) => one.purpose === purpose.id && one.channel === channel);
    return (
      <Chip
        key={channel}
        channel={channel}
        shown={cell?.state ?? "unsaid"}
        onOpen={cell === undefined ? undefined : () => onOpen(cell)}
      />
    );
  };
  return (
    <dl className={classes.rows}>
      {purposes.map((purpose) => (
        <div key={purpose.id}>
          <dt>{inLanguage(purpose.names, i18n.language)}</dt>
          <dd>
            {purpose.basis === "contract" ? (
              <Text span size="xs" c="dimmed">
                {t("basis_hint.contract")}
              </Text>
            ) : (
              purpose.channels.map((channel) => chip(purpose, channel))
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** A link to the customer's own page: made when asked for, shown to be copied. */
function LinkButton({ path }: { readonly path: string }) {
  const { t } = useTranslation("consent");
  const [link, setLink] = useState<PreferenceLink>();
  const [fault, setFault] = useState<unknown>(null);
  const make = async () => {
    setFault(null);
    try {
      setLink(await apiSend<PreferenceLink>("POST", path, {}));
    } catch (thrown) {
      setFault(thrown);
    }
  };
  if (fault !== null) return <ErrorState error={fault} onRetry={() => void make()} />;
  if (link === undefined)
    return (
      <Button variant="default" size="compact-sm" leftSection={<LinkIcon size={14} />} onClick={() => void make()}>
        {t("customer.link")}
      </Button>
    );
  const address = `${location.origin}${link.path}`;
  return (
    <Group gap="xs" wrap="nowrap" className={classes.link ?? ""}>
      <a href={address} target="_blank" rel="noreferrer" className="k-link">
        {t("customer.link_open")}
      </a>
      <Copy value={address} />
    </Group>
  );
}

type Open = { readonly is: "history" } | { readonly is: "form" } | { readonly is: "cell"; readonly cell: ConsentCell };

export function ConsentCard({ id, time_zone }: { readonly id: string; readonly time_zone: string }) {
  const { t, i18n } = useTranslation("consent");
  const may = useMay("agent");
  const path = `/api/v1/customers/${encodeURIComponent(id)}/consents`;
  const answer = useApi<CustomerConsents>(path, {}, { staleTime: 0, placeholderData: () => undefined });
  const [open, setOpen] = useState<Open>();
  const consents = answer.data;
  const history = consents?.history ?? [];
  const purposes = consents?.purposes ?? [];
  const cell = open?.is === "cell" ? open.cell : undefined;
  const deciding = cell === undefined ? undefined : decidingWord(history, cell);
  const named = purposes.find(({ id }) => id === cell?.purpose);
  const title =
    cell === undefined
      ? t(open?.is === "form" ? "customer.write" : "customer.history")
      : `${named === undefined ? cell.purpose : inLanguage(named.names, i18n.language)} · ${t(`channel.${cell.channel}`)}`;
  const actions = (
    <Button
      variant="default"
      size="compact-sm"
      leftSection={<History size={14} />}
      onClick={() => setOpen({ is: "history" })}
    >
      {t("customer.history")}
    </Button>
  );
  return (
    <Card title={t("customer.title")} actions={actions}>
      {answer.isPending && <Skeleton height={160} radius="md" />}
      {answer.isError && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {consents !== undefined && <Rows consents={consents} onOpen={(one) => setOpen({ is: "cell", cell: one })} />}
      {may && (
        <Group gap="xs" mt="md">
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<PenLine size={14} />}
            onClick={() => setOpen({ is: "form" })}
          >
            {t("customer.write")}
          </Button>
          <LinkButton path={`/api/v1/customers/${encodeURIComponent(id)}/preference-link`} />
        </Group>
      )}
      <SideDrawer opened={open !== undefined} title={title} onClose={() => setOpen(undefined)}>
        {open?.is === "history" && <ConsentWords words={history} purposes={purposes} time_zone={time_zone} />}
        {cell !== undefined && (
          <ConsentWords
            words={deciding === undefined ? [] : [deciding]}
            state={cell.state}
            purposes={purposes}
            time_zone={time_zone}
          />
        )}
        {open?.is === "form" && (
          <ConsentForm
            path={path}
            purposes={purposes.filter(({ basis }) => basis !== "contract")}
            onSaved={() => {
              setOpen(undefined);
              void answer.refetch();
            }}
          />
        )}
      </SideDrawer>
    </Card>
  );
}
